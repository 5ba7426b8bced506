"""Sentences of ingests, exports and corrections that a page shows, for reading_room/told.py."""

from __future__ import annotations

from reading_room.languages import mark

SENTENCES = (
    # uploads.py and pages_upload.py
    mark("its name has signs that no name may have"),
    mark("its name is an absolute path"),
    mark("its name leads to another folder"),
    mark("it lies in too many folders"),
    mark("its name is too long"),
    mark("not a kind of file that is taken here"),
    mark("more than %(count)s files at once"),
    mark("a file and a folder of that name came"),
    mark("it is too large"),
    mark("another file of that name came before"),
    mark("There is no such upload."),
    mark("Begin again."),
    mark("No file was taken."),
    mark("Choose photographs, scans, PDF files or texts."),
    mark("These files came without a folder: their event is not known."),
    mark("Name the event."),
    mark("The disk of the archive is nearly full."),
    mark("Make room, then upload again."),
    # ingest/scan.py and ingest/receive.py
    mark("not a format that Muragat reads; --keep-undecodable stores it as it is"),
    mark("a hidden file"),
    mark("in a hidden folder"),
    mark("an empty file"),
    mark("a file that a program keeps for itself"),
    mark("a sidecar without its picture"),
    mark("the donor's checksums: compared, not kept"),
    mark("cannot be opened: %(why)s"),
    mark("The archive is busy: another ingest is running."),
    mark("Wait until it ends, then try again."),
    # jobs.py and apart.py
    mark("There is no such work."),
    mark("Look for it in the list of work."),
    mark("This work is going on or done."),
    mark("There is nothing to begin again."),
    mark("The work was ended before it was done."),
    mark("Start it again."),
    # exhibitions
    mark("An exhibition needs a title."),
    mark("Give one in kk, ru or en."),
    mark("Somebody else wrote this label meanwhile: «%(text)s»."),
    mark("Look at both; what you save now replaces it."),
    mark("%(size)s cm is no size of a print."),
    mark("Give the long side, 1 to 1000 cm."),
    mark("There is nothing to export in «%(name)s»."),
    mark("The exhibition would close (%(closes)s) before it opens (%(opens)s)."),
    # corrections
    mark("The date «%(value)s» is not understood: %(why)s"),
    mark("Write EDTF (2024-09-18, 2024-09, 193X, 1950~, 1941/1945) or «18 қыркүйек 2024»."),
    mark("Several persons may be «%(name)s»: %(listed)s."),
    mark("Give the id of the one you mean."),
    mark("«%(value)s» is no name."),
    mark("Write a name, or the id of a person."),
    mark("«%(value)s» is not a day."),
    mark("Write it as 2030-12-31."),
    mark("«%(value)s» is no number of people."),
    mark("Write a number, or nothing."),
    mark("Nobody is called «%(name)s»."),
    mark("No event is called «%(name)s»."),
    # pictures
    mark("%(name)s cannot be shown: %(why)s."),
    mark("Download the original."),
    mark("Too many pictures are being made."),
)
