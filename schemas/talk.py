"""Bodies, queries and answers of Peers, widgets, contacts and conversations."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields, validate

from schemas.fields import Object, QueryInteger, Several, Strict, StrictInteger
from schemas.flow import Page
from schemas.runs import MAX_ID

_NAME = validate.Length(1, 200)
_TEXT = validate.Length(0, 20_000)
_URL = validate.Regexp(r"https?://[^\s/]\S*+\Z", error="Not an http or https URL.")


class Connection(Strict):
    """An OpenAI-compatible endpoint; the key is kept sealed and never shown."""

    baseUrl = fields.String(required=True, validate=[validate.Length(1, 2000), _URL])
    model = fields.String(required=True, validate=_NAME)
    apiKey = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 2000))


class CreatePeer(Strict):
    """A new Peer."""

    name = fields.String(required=True, validate=_NAME)
    description = fields.String(load_default="", validate=_TEXT)
    instructions = fields.String(load_default="", validate=_TEXT)
    connection = fields.Nested(Connection, load_default=None, allow_none=True)


class PatchPeer(Strict):
    """What is to change of a Peer; a connection that is null is taken away."""

    name = fields.String(validate=_NAME)
    description = fields.String(validate=_TEXT)
    instructions = fields.String(validate=_TEXT)
    connection = fields.Nested(Connection, allow_none=True)


class AttachFlow(Strict):
    """Which flow answers for a Peer, and at which of its triggers."""

    flowId = fields.String(required=True, validate=validate.Length(1, MAX_ID))
    trigger = fields.String(required=True, validate=validate.OneOf(("peer.action", "peer.message")))


class PeerAnswer(ma.Schema):
    """A Peer; `connection` is without its key."""

    id = fields.String(required=True)
    _id = fields.String(required=True)
    name = fields.String(required=True)
    description = fields.String(required=True)
    instructions = fields.String(required=True)
    hookId = fields.String(required=True)
    connection = fields.Dict(required=True, allow_none=True)
    flows = fields.List(fields.Dict(), required=True)
    createdAt = fields.DateTime(required=True)
    updatedAt = fields.DateTime(required=True)


class CreateWidget(Strict):
    """A new widget."""

    name = fields.String(required=True, validate=_NAME)
    key = fields.String(load_default="", validate=validate.Length(0, 200))
    description = fields.String(load_default="", validate=_TEXT)
    category = fields.String(load_default="", validate=validate.Length(0, 200))
    tags = Several(fields.String(), load_default=list)
    schema = Object(load_default=dict)
    component = fields.String(load_default="", validate=validate.Length(0, 100_000))


class WidgetAnswer(ma.Schema):
    """A widget."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    key = fields.String(required=True)
    description = fields.String(required=True)
    category = fields.String(required=True)
    tags = fields.List(fields.String(), required=True)
    schema = fields.Dict(required=True)
    component = fields.String(required=True)
    createdAt = fields.DateTime(required=True)


class Tolerant(ma.Schema):
    """
    A body of the official clients.

    They send what their own version knows: a name that means nothing here is passed over.
    """

    class Meta:
        """Leave out what is not named here."""

        unknown = ma.EXCLUDE


class _Options(Tolerant):
    clientTools = Several(fields.Dict(), load_default=None, allow_none=True)
    response_format = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(("text", "json"))
    )
    response_schema = Object(load_default=None, allow_none=True)
    additionalContext = fields.Raw(load_default=None, allow_none=True)


class HistoryMessage(Tolerant):
    """A message that the client brings."""

    role = fields.String(
        load_default="user", validate=validate.OneOf(("user", "ai", "assistant", "system"))
    )
    content = fields.String(required=True, validate=_TEXT)


class CreateConversation(_Options):
    """A new conversation; its last message, if it is the user's, is answered at once."""

    peerId = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, MAX_ID))
    messages = Several(
        fields.Nested(HistoryMessage), load_default=list, validate=validate.Length(0, 50)
    )
    contactId = fields.String(load_default=None, allow_none=True)
    userId = fields.String(load_default=None, allow_none=True)
    # What makes the same route a list for an older client.
    page = StrictInteger(load_default=None, allow_none=True)
    limit = StrictInteger(load_default=None, allow_none=True)
    skip = StrictInteger(load_default=None, allow_none=True)
    filter = Object(load_default=None, allow_none=True)
    sort = fields.Raw(load_default=None, allow_none=True)


class SendMessage(_Options):
    """What is said."""

    content = fields.String(required=True, validate=validate.Length(1, 20_000))
    attachments = Several(fields.Dict(), load_default=list, validate=validate.Length(0, 20))


class Chat(_Options):
    """Messages to be answered once; the last is the user's."""

    messages = Several(
        fields.Nested(HistoryMessage), required=True, validate=validate.Length(1, 50)
    )


class ListBody(Tolerant):
    """A list as the official clients ask for it: by page number."""

    contactId = fields.String(load_default=None, allow_none=True)
    filter = Object(load_default=None, allow_none=True)
    page = StrictInteger(load_default=1, validate=validate.Range(1, 10_000))
    limit = StrictInteger(load_default=10, validate=validate.Range(1, 100))
    sort = fields.Raw(load_default=None, allow_none=True)


class MessagesQuery(Strict):
    """How many of the last messages, or of those before one."""

    messagesCount = QueryInteger(load_default=10, validate=validate.Range(1, 100))
    before = fields.String(load_default="", validate=validate.Length(0, MAX_ID))


class ConversationsQuery(Page):
    """Which conversations."""

    peerId = fields.String(load_default="", validate=validate.Length(0, MAX_ID))


class ContactBody(Tolerant):
    """A contact, new or changed."""

    id = fields.String(load_default=None, allow_none=True)
    _id = fields.String(load_default=None, allow_none=True)
    email = fields.String(load_default=None, allow_none=True, validate=validate.Length(3, 254))
    integrationId = fields.String(load_default=None, allow_none=True)
    name = fields.String(load_default=None, allow_none=True)
    properties = Object(load_default=None, allow_none=True)


class ContactQuery(Strict):
    """Which contact: by its address."""

    email = fields.String(load_default="", validate=validate.Length(0, 254))
    integrationId = fields.String(load_default="", validate=validate.Length(0, 254))


class AnswerAnswer(ma.Schema):
    """A message that answers: `status` done, client_tool_call, approval, form, running or error."""

    conversationId = fields.String(required=True)
    messageId = fields.String(required=True)
    content = fields.String(required=True)
    output = fields.Raw(allow_none=True)
    status = fields.String(required=True)
    tools = fields.List(fields.Dict(), required=True)
    appRunId = fields.String(allow_none=True)
    widgets = fields.List(fields.Dict())
    pendingAction = fields.Dict(allow_none=True)
    waitState = fields.Dict(allow_none=True)
    error = fields.Dict()


class CreatedAnswer(ma.Schema):
    """A new conversation, and the answer to its last message if there was one to answer."""

    conversationId = fields.String(required=True)
    peerId = fields.String(required=True)
    userId = fields.String(required=True, allow_none=True)
    contactId = fields.String(required=True, allow_none=True)
    created = fields.Boolean(required=True)
    messageId = fields.String()
    content = fields.String()
    output = fields.Raw(allow_none=True)
    status = fields.String()
    tools = fields.List(fields.Dict())
    appRunId = fields.String(allow_none=True)
    widgets = fields.List(fields.Dict())
    pendingAction = fields.Dict(allow_none=True)
    waitState = fields.Dict(allow_none=True)
    error = fields.Dict()
