"""A correction of one item: record, texts, persons and suggestions in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive import editing, items, review
from archive.editing import Edit
from archive.home import Archive
from archive.model import Certainty, Item, Role, Side
from workflows.indexing import update_if_free


@dataclass(frozen=True, slots=True)
class Corrected:
    """The text of one page as it should read."""

    role: Role
    side: Side
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Added:
    """A person to be added, by id or name."""

    name: str
    position: str = ""
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """All decisions of one save; `decisions` are keys of archive.review, each with whether it is accepted."""

    edit: Edit = field(default_factory=Edit)
    texts: tuple[Corrected, ...] = ()
    added: tuple[Added, ...] = ()
    decisions: tuple[tuple[str, bool], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be changed."""
        return self == Correction()


def save(
    archive: Archive, item_id: str, wanted: Correction, expected_version: int
) -> tuple[Item, str | None]:
    """The item after all of it, or none of it; and a note when the index has to catch up later.

    Raises Conflict when the item's version is not the expected one: somebody changed it since it was looked
    at; NotFound, BadInput.
    """
    with archive.catalogue.writing(archive.actor) as transaction:
        added = [(editing.person_named(transaction, one.name), one) for one in wanted.added]
        edit = replace(
            wanted.edit,
            add_persons=(*wanted.edit.add_persons, *(person for person, _ in added)),
            positions=(*wanted.edit.positions, *((p, one.position) for p, one in added if one.position)),
            certainties=(
                *wanted.edit.certainties,
                *((p, one.certainty) for p, one in added if one.certainty),
            ),
        )
        item = editing.edit(transaction, item_id, edit, expected_version)
        for text in wanted.texts:
            editing.correct(transaction, item, text.role, text.side, text.text, text.page)
        for key, accepted in wanted.decisions:
            (review.accept if accepted else review.reject)(transaction, key)
        item = items.item(transaction.connection, item_id)
    return item, update_if_free(archive)


def _with(edit: Edit, added: Sequence[tuple[str, Added]]) -> Edit:
    """The edit with persons to be added, by their ids."""
    return replace(
        edit,
        add_persons=(*edit.add_persons, *(person for person, _ in added)),
        positions=(*edit.positions, *((person, one.position) for person, one in added if one.position)),
        certainties=(*edit.certainties, *((person, one.certainty) for person, one in added if one.certainty)),
    )
