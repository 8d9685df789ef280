"""People: users, their groups, how they sign in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, cast

from engine import clock, ids, passwords
from engine.errors import Conflict, Forbidden, InvalidInput, Issue, NotFound
from engine.principal import Principal, require_admin, require_same_workspace
from engine.store.base import Shelves
from engine.store.documents import Grant
from engine.store.people import Group, User
from engine.tokens import SESSION, Minted, Terms, Tokens

SESSION_LIFE: Final = timedelta(days=7)
_EDIT_TRIES = 5
_PAGE = 100


@dataclass(frozen=True, slots=True)
class Accounts:
    """The use cases of users, groups and sessions."""

    shelves: Shelves
    tokens: Tokens
    now: clock.Clock = clock.now

    def enrol(
        self, workspace_id: str, *, email: str, name: str, role: str, password: str | None = None
    ) -> User:
        """Store a new user. Raises Conflict when the address is taken."""
        now = self.now()
        user = User(
            user_id=ids.new("usr"),
            workspace_id=workspace_id,
            email=email.lower(),
            name=name,
            role=role,
            created_at=now,
            updated_at=now,
            password=None if password is None else passwords.hashed(password),
        )
        if not self.shelves.users.insert(user):
            raise Conflict("email_taken", "somebody has an account with this address already")
        return user

    def create_user(
        self, principal: Principal, *, email: str, name: str, role: str, password: str | None
    ) -> User:
        """Store a new user of the caller's workspace. Raises Forbidden, Conflict."""
        require_admin(principal)
        return self.enrol(
            principal.workspace_id, email=email, name=name, role=role, password=password
        )

    def users(self, principal: Principal, after: str, limit: int) -> Sequence[User]:
        """Return the workspace's users by id, from `after` on."""
        return self.shelves.users.list(after, limit, workspace_id=principal.workspace_id)

    def user(self, principal: Principal, user_id: str) -> User:
        """Return a user of the caller's workspace. Raises NotFound."""
        user = self.shelves.users.get(user_id)
        if user is None:
            raise NotFound("user_not_found", "there is no such user")
        require_same_workspace(principal, user.workspace_id, "user")
        return user

    def change_user(
        self, principal: Principal, user_id: str, changes: Mapping[str, object]
    ) -> User:
        """
        Change a user's name, password, role or `disabled`.

        Admins may change anybody, others their own name and password (which needs
        `currentPassword`). A disabled user's tokens end, and so do the keys he made. Raises
        NotFound, Forbidden, InvalidInput, and Conflict for what would lock the caller out.
        """
        user = self.user(principal, user_id)
        self._check_change(principal, user, changes)

        def changed(user: User) -> User:
            password = cast("str | None", changes.get("password"))
            disabled_at = user.disabled_at
            if "disabled" in changes:
                disabled_at = (disabled_at or self.now()) if changes["disabled"] else None
            return replace(
                user,
                name=cast("str", changes.get("name", user.name)),
                role=cast("str", changes.get("role", user.role)),
                password=user.password if password is None else passwords.hashed(password),
                disabled_at=disabled_at,
            )

        made = self._edit(user_id, changed)
        if made.disabled_at is not None or "password" in changes:
            self.tokens.store.revoke_user(user_id, self.now())
        if made.disabled_at is not None:
            # A key opens what its maker could: it is not to be his way back in.
            self.tokens.store.revoke_made_by(f"user:{user_id}", self.now())
        return made

    def login(self, email: str, password: str) -> tuple[User, Minted] | None:
        """Return the user and a new session, None when address and password do not match."""
        user = self.shelves.users.find("email", email.lower())
        is_right = passwords.matches(password, user.password if user else None)
        if user is None or not is_right or user.disabled_at is not None:
            return None
        session = self.tokens.mint(
            SESSION,
            user.workspace_id,
            "session",
            Terms(expires_at=self.now() + SESSION_LIFE, user_id=user.user_id),
        )
        return user, session

    def groups(self, principal: Principal, after: str, limit: int) -> Sequence[Group]:
        """Return the workspace's groups by id, from `after` on."""
        return self.shelves.groups.list(after, limit, workspace_id=principal.workspace_id)

    def group(self, principal: Principal, group_id: str) -> Group:
        """Return a group of the caller's workspace. Raises NotFound."""
        group = self.shelves.groups.get(group_id)
        if group is None:
            raise NotFound("group_not_found", "there is no such group")
        require_same_workspace(principal, group.workspace_id, "group")
        return group

    def members(self, group: Group) -> list[str]:
        """Return the ids of a group's users."""
        return [user.user_id for user in self._members(group)]

    def create_group(self, principal: Principal, name: str, members: Sequence[str]) -> Group:
        """Store a new group. Raises Forbidden, and InvalidInput for an unknown member."""
        require_admin(principal)
        self._check_members(principal, members)
        now = self.now()
        group = Group(ids.new("grp"), principal.workspace_id, name, now, now)
        self.shelves.groups.insert(group)
        self._set_members(group, members)
        return group

    def change_group(
        self, principal: Principal, group_id: str, name: str | None, members: Sequence[str] | None
    ) -> Group:
        """Rename a group or say anew who is in it. Raises NotFound, Forbidden, InvalidInput."""
        require_admin(principal)
        group = self.group(principal, group_id)
        if members is not None:
            self._check_members(principal, members)
            self._set_members(group, members)
        if name is None:
            return group
        for _ in range(_EDIT_TRIES):
            changed = replace(group, name=name, rev=group.rev + 1, updated_at=self.now())
            if self.shelves.groups.replace(changed, group.rev):
                return changed
            group = self.group(principal, group_id)
        raise Conflict("edit_conflict", "others changed this group at once: try again")

    def remove_group(self, principal: Principal, group_id: str) -> None:
        """Delete a group; what was shared with it is no longer. Raises NotFound, Forbidden."""
        require_admin(principal)
        group = self.group(principal, group_id)
        self._set_members(group, ())
        self.shelves.groups.remove(group_id)

    def check_grants(self, principal: Principal, grants: Mapping[str, Sequence[Grant]]) -> None:
        """Raise InvalidInput for a grant to somebody who is not of the caller's workspace."""
        for kind, pointer, shelf in (
            ("user", "/sharedUsers", self.shelves.users),
            ("group", "/sharedGroups", self.shelves.groups),
        ):
            for place, grant in enumerate(grants.get(kind, ())):
                found = shelf.get(grant.grantee_id)
                if found is None or found.workspace_id != principal.workspace_id:
                    message = f"there is no such {kind}"
                    issue = Issue(f"{pointer}/{place}/{kind}Id", f"unknown_{kind}", message)
                    raise InvalidInput(f"unknown_{kind}", message, [issue])

    def _check_change(
        self, principal: Principal, user: User, changes: Mapping[str, object]
    ) -> None:
        is_self = principal.user_id == user.user_id
        if not principal.is_admin:
            if not is_self:
                raise Forbidden("forbidden", "only an admin may change somebody else's account")
            for name in ("role", "disabled"):
                if name in changes:
                    raise Forbidden("forbidden", f"only an admin may change {name}")
        if is_self and (changes.get("disabled") or changes.get("role", user.role) != user.role):
            raise Conflict("own_account", "an admin cannot disable or demote himself")
        if is_self and "password" in changes and user.password is not None:
            given = str(changes.get("currentPassword") or "")
            if not passwords.matches(given, user.password):
                found = [Issue("/currentPassword", "wrong_password", "is not the current password")]
                raise InvalidInput("wrong_password", "the current password is not right", found)

    def _edit(self, user_id: str, change: Callable[[User], User]) -> User:
        for _ in range(_EDIT_TRIES):
            user = self.shelves.users.get(user_id)
            if user is None:
                break
            changed = replace(change(user), rev=user.rev + 1, updated_at=self.now())
            if self.shelves.users.replace(changed, user.rev):
                return changed
        raise Conflict("edit_conflict", "others changed this account at once: try again")

    def _check_members(self, principal: Principal, members: Sequence[str]) -> None:
        for place, user_id in enumerate(members):
            user = self.shelves.users.get(user_id)
            if user is None or user.workspace_id != principal.workspace_id:
                found = [Issue(f"/members/{place}", "unknown_user", "there is no such user")]
                raise InvalidInput("unknown_user", "a member is no user of this workspace", found)

    def _set_members(self, group: Group, wanted: Sequence[str]) -> None:
        """Make exactly these the members: who is in a group is written at each user."""
        present = set(self.members(group))
        for user_id in present - set(wanted):
            self._edit(
                user_id,
                lambda user: replace(
                    user, group_ids=tuple(g for g in user.group_ids if g != group.group_id)
                ),
            )
        for user_id in set(wanted) - present:
            self._edit(
                user_id,
                lambda user: replace(
                    user, group_ids=tuple(sorted({*user.group_ids, group.group_id}))
                ),
            )

    def _members(self, group: Group) -> list[User]:
        found: list[User] = []
        after = ""
        while page := self.shelves.users.list(
            after, _PAGE, workspace_id=group.workspace_id, group_ids=group.group_id
        ):
            found += page
            after = page[-1].user_id
        return found
