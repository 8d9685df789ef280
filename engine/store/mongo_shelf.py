"""Shelves and files in MongoDB."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from gridfs import GridFSBucket, NoFile
from pymongo import ASCENDING, IndexModel
from pymongo.collection import Collection

from engine.errors import NotFound
from engine.store.base import Shelves
from engine.store.credits import Budget, Price
from engine.store.gates import Gate
from engine.store.hooks import Hook, Subscription, Tool
from engine.store.mongo_codec import Document, document_of, key_of, known, revive
from engine.store.mongo_faults import reaching, surely
from engine.store.mongo_inserts import insert_once
from engine.store.mongo_link import DURABLE, Link, lasting
from engine.store.people import (
    Audit,
    Connection,
    FileInfo,
    Group,
    Secret,
    Share,
    User,
    Workspace,
)
from engine.store.talk import Contact, Conversation, Message, Peer, Widget

Item = TypeVar("Item")
_CHUNK = 255 * 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """What a shelf holds: the collection, the values only one may have, the lists that are read."""

    collection: str
    kind: type[Any]
    unique: tuple[str, ...] = ()
    lists: tuple[tuple[str, ...], ...] = ()

    def indexes(self) -> list[IndexModel]:
        """Return the indexes that the shelf's reads need."""
        made = [
            IndexModel([(key_of(self.kind, name), ASCENDING)], name=name, unique=True)
            for name in self.unique
        ]
        for names in self.lists:
            keys = [(key_of(self.kind, name), ASCENDING) for name in names]
            made.append(IndexModel([*keys, ("_id", ASCENDING)], name="_".join(names)))
        return made


USERS = Kind("users", User, ("email",), (("workspace_id",), ("workspace_id", "group_ids")))
GROUPS = Kind("groups", Group, (), (("workspace_id",),))
WORKSPACES = Kind("workspaces", Workspace)
AUDITS = Kind("audits", Audit, (), (("workspace_id",), ("workspace_id", "object_id")))
SHARES = Kind("shares", Share, ("token_hash",), (("flow_id",),))
FILES = Kind("files", FileInfo, (), (("owner",),))
PEERS = Kind("peers", Peer, ("hook_id",), (("workspace_id",),))
WIDGETS = Kind("widgets", Widget, (), (("workspace_id",),))
CONTACTS = Kind("contacts", Contact, ("address",), (("workspace_id",),))
CONVERSATIONS = Kind(
    "conversations",
    Conversation,
    (),
    (("workspace_id", "principal"), ("workspace_id", "peer_id"), ("workspace_id", "contact_id")),
)
MESSAGES = Kind("messages", Message, (), (("conversation_id",),))
SECRETS = Kind("secrets", Secret, ("address",), (("workspace_id",),))
CONNECTIONS = Kind("connections", Connection, ("address",), (("workspace_id",),))
TOOLS = Kind("tools", Tool, (), (("workspace_id",), ("workspace_id", "trigger_ids")))
HOOKS = Kind("hooks", Hook, (), (("flow_id",), ("due",)))
PRICES = Kind("prices", Price, (), (("workspace_id",), ("workspace_id", "model")))
BUDGETS = Kind("budgets", Budget)
SUBSCRIPTIONS = Kind("subscriptions", Subscription, (), (("workspace_id",),))
GATES = Kind("gates", Gate)
KINDS = (
    USERS,
    GROUPS,
    WORKSPACES,
    AUDITS,
    SHARES,
    FILES,
    PEERS,
    WIDGETS,
    CONTACTS,
    CONVERSATIONS,
    MESSAGES,
    SECRETS,
    CONNECTIONS,
    TOOLS,
    HOOKS,
    PRICES,
    BUDGETS,
    SUBSCRIPTIONS,
    GATES,
)


class MongoShelf(Generic[Item]):
    """Satisfies `Shelf`."""

    def __init__(self, link: Link, kind: Kind) -> None:
        self._link = link
        self._kind = kind

    def insert(self, item: Item) -> bool:
        """Insert the document."""
        return insert_once(self._collection(), document_of(item))

    def get(self, item_id: str) -> Item | None:
        """Find by id."""
        return self._one({"_id": known(item_id)})

    def find(self, name: str, value: str) -> Item | None:
        """Find by a unique index."""
        return self._one({key_of(self._kind.kind, name): known(value)})

    def replace(self, item: Item, expected_rev: int) -> bool:
        """Replace by id and revision."""
        document = document_of(item)
        wanted = {"_id": document["_id"], "rev": expected_rev}

        def attempt() -> bool:
            return self._collection().replace_one(wanted, document).matched_count > 0

        def landed() -> bool:
            return lasting(self._collection()).find_one({"_id": document["_id"]}) == document

        return surely(attempt, landed)

    def remove(self, item_id: str) -> bool:
        """Delete by id."""
        wanted = {"_id": known(item_id)}

        def attempt() -> bool:
            return self._collection().delete_one(wanted).deleted_count > 0

        def landed() -> bool:
            return lasting(self._collection()).find_one(wanted) is None

        return surely(attempt, landed)

    def list(self, after: str, limit: int, *, newest: bool = False, **equal: str) -> Sequence[Item]:
        """Scan the index of these names."""
        if limit < 1:
            return []
        wanted: Document = {
            key_of(self._kind.kind, name): known(value) for name, value in equal.items()
        }
        if after:
            wanted["_id"] = {"$lt" if newest else "$gt": known(after)}
        with reaching():
            order = [("_id", -1 if newest else 1)]
            found = self._collection().find(wanted, sort=order, limit=limit)
            return [revive(self._kind.kind, document) for document in found]

    def _one(self, wanted: Document) -> Item | None:
        with reaching():
            found = self._collection().find_one(wanted)
        return None if found is None else cast("Item", revive(self._kind.kind, found))

    def _collection(self) -> Collection[Document]:
        return self._link().database[self._kind.collection]


class MongoFiles:
    """Satisfies `FileStore`, in GridFS: the chunks first, the file's document last."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def write(self, file_id: str, chunks: Iterable[bytes]) -> None:
        """Upload under the id; an upload that fails is taken back."""
        with reaching(), self._bucket().open_upload_stream_with_id(known(file_id), file_id) as file:
            for chunk in chunks:
                file.write(chunk)

    def read(self, file_id: str) -> Iterator[bytes]:
        """Open the file, then return its bytes chunk by chunk."""
        with reaching():
            try:
                opened = self._bucket().open_download_stream(known(file_id))
            except NoFile:
                raise NotFound("file_not_found", "there is no such file") from None
        return _chunks(opened)

    def remove(self, file_id: str) -> None:
        """Delete file and chunks."""
        with reaching():
            try:
                self._bucket().delete(known(file_id))
            except NoFile:
                return  # somebody else was here, which is what was wanted

    def _bucket(self) -> GridFSBucket:
        return GridFSBucket(self._link().database, bucket_name="blobs", write_concern=DURABLE)


def mongo_shelves(link: Link) -> Shelves:
    """Return the shelves of a database."""
    return Shelves(
        users=MongoShelf(link, USERS),
        groups=MongoShelf(link, GROUPS),
        workspaces=MongoShelf(link, WORKSPACES),
        audits=MongoShelf(link, AUDITS),
        shares=MongoShelf(link, SHARES),
        files=MongoShelf(link, FILES),
        peers=MongoShelf(link, PEERS),
        widgets=MongoShelf(link, WIDGETS),
        contacts=MongoShelf(link, CONTACTS),
        conversations=MongoShelf(link, CONVERSATIONS),
        messages=MongoShelf(link, MESSAGES),
        secrets=MongoShelf(link, SECRETS),
        connections=MongoShelf(link, CONNECTIONS),
        tools=MongoShelf(link, TOOLS),
        hooks=MongoShelf(link, HOOKS),
        prices=MongoShelf(link, PRICES),
        budgets=MongoShelf(link, BUDGETS),
        subscriptions=MongoShelf(link, SUBSCRIPTIONS),
        gates=MongoShelf(link, GATES),
    )


def _chunks(opened: Any) -> Iterator[bytes]:  # noqa: ANN401, gridfs' stream
    while chunk := opened.read(_CHUNK):
        yield bytes(chunk)
