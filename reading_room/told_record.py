"""Sentences about records, decisions and the archive itself that a page shows, for reading_room/told.py."""

from __future__ import annotations

from reading_room.languages import mark

SENTENCES = (
    # exhibitions
    mark("There is no exhibition «%(name)s»."),
    mark("See `muragat exhibit list`."),
    mark("There is an exhibition «%(name)s» already."),
    mark("Choose another slug."),
    mark("There is no section «%(key)s» in «%(name)s»."),
    mark("`muragat exhibit show` lists what is."),
    mark("%(id)s is not in the exhibition «%(name)s»."),
    mark("%(id)s is not in the exhibition «%(name)s», so it cannot be included."),
    mark("Add it with `muragat exhibit add` first."),
    mark("Load the page again."),
    mark("Give another one before you take this away."),
    mark("«%(value)s» is no address of a web page."),
    mark("Write it as https://muzei.example.kz/korme."),
    mark("Write it as 2024-09-18."),
    # decisions
    mark("Nothing waits under %(key)s."),
    mark("It may be decided: see `muragat review --json`."),
    mark("An empty value cannot be accepted."),
    mark("Reject the suggestion instead."),
    mark("Write another: edit it."),
    mark("Write surname, given name, patronymic."),
    mark("Give the id of the one you mean, or `new`."),
    mark("The date «%(value)s» has no year."),
    mark("Give one: 2024, 2024-09, 1930..1939."),
    mark("Step %(step)s is undone already, by line %(line)s of history."),
    # records
    mark("There is no person %(id)s."),
    mark("There is no event %(id)s."),
    mark("See `%(command)s` for the ids."),
    mark("%(id)s has been changed since you opened it (%(who)s)."),
    mark("Look at it again."),
    mark("%(count)s people cannot be unidentified."),
    mark("Write 0 or more."),
    mark("Find it with `muragat search`."),
    mark("%(id)s is joined to %(other)s already."),
    mark("Name %(id)s, or undo that."),
    mark("%(id)s is joined to %(other)s."),
    mark("Edit %(id)s, or undo that."),
    # In this order: the last one would be found in the others.
    mark("Add items to it first."),
    mark("Add items, or name restricted ones with --include."),
    mark("Add %(id)s."),
    # the archive
    mark("The disk of the archive is full, or the catalogue cannot be written to it."),
    mark("Make room or check the disk, then run the same command again."),
    mark("The catalogue cannot be opened for writing."),
    mark("Check the permissions of the archive."),
    mark("The catalogue is damaged or cannot be read (%(why)s)."),
)
