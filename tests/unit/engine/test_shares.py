from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import Conflict, Gone, NotFound
from engine.principal import Principal
from engine.shares import Shares, Terms
from engine.store.memory_shelf import MemoryShelf
from engine.tokens import Tokens
from tests.support.world import World, final

ADA = Principal("user:ada", "pat", "ws", "Ada", user_id="ada")


class Contested(MemoryShelf):
    """A shelf whose items somebody else changes first, `lost` times in a row."""

    def __init__(self, lost=0, meddle=lambda share: share):
        super().__init__("share_id", unique=("token_hash",))
        self.lost, self.meddle = lost, meddle

    def replace(self, item, expected_rev):
        if self.lost:
            self.lost -= 1
            stored = self.get(item.share_id)
            if stored is not None:
                other = replace(self.meddle(stored), rev=stored.rev + 1)
                super().replace(other, stored.rev)
        return super().replace(item, expected_rev)


@pytest.fixture
def world():
    return World()


def shares_on(world, shelf):
    tokens = Tokens(world.stores.tokens, "p" * 32, world.stores.shelves.users, world.time.now)
    return Shares(shelf, world.flows, tokens, world.time.now)


def made(world, shelf, **terms):
    shares = shares_on(world, shelf)
    steps = [{"id": "start", "type": "api", "nextStepId": "end"}, final("end")]
    flow_id = world.flows.create(
        ADA, name="F", description="", definition={"steps": steps}, visibility="private"
    ).flow.flow_id
    world.flows.publish(ADA, flow_id, summary="", from_version=None)
    share, _ = shares.create(ADA, flow_id, Terms(**terms))
    return shares, share


def test_a_run_is_counted_though_others_count_theirs_first(world):
    shelf = Contested(3, lambda share: replace(share, runs=share.runs + 1))
    shares, share = made(world, shelf, max_runs=4)
    shares.take_run(share)
    assert shelf.get(share.share_id).runs == 4
    with pytest.raises(Gone):
        shares.take_run(shelf.get(share.share_id))


def test_the_last_run_goes_to_whoever_counts_it_first(world):
    shelf = Contested(1, lambda share: replace(share, runs=share.runs + 1))
    shares, share = made(world, shelf, max_runs=1)
    with pytest.raises(Gone, match="all the runs"):
        shares.take_run(share)
    assert shelf.get(share.share_id).runs == 1


def test_a_link_that_is_revoked_meanwhile_starts_nothing(world):
    shelf = Contested(1, lambda share: replace(share, revoked_at=share.created_at))
    shares, share = made(world, shelf)
    with pytest.raises(Gone, match="revoked"):
        shares.take_run(share)


def test_a_link_that_vanished_is_not_found(world):
    shelf = Contested()
    shares, share = made(world, shelf)
    shelf.remove(share.share_id)
    with pytest.raises(NotFound):
        shares.take_run(share)


def test_revoking_wins_in_the_end_and_again_is_the_same(world):
    shelf = Contested(3)
    shares, share = made(world, shelf)
    revoked = shares.revoke(ADA, share.flow_id, share.share_id)
    assert revoked.revoked_at is not None
    assert shares.revoke(ADA, share.flow_id, share.share_id) == revoked


def test_who_never_wins_is_told_so(world):
    shelf = Contested()
    shares, share = made(world, shelf)
    shelf.lost = 10_000
    with pytest.raises(Conflict):
        shares.take_run(share)
    with pytest.raises(Conflict):
        shares.revoke(ADA, share.flow_id, share.share_id)


def test_a_link_of_another_flow_is_not_found(world):
    shelf = Contested()
    shares, share = made(world, shelf)
    other, _ = made(world, shelf)
    with pytest.raises(NotFound):
        shares.revoke(ADA, other.shelf.list("", 2)[-1].flow_id, "shr_none")
    assert shelf.get(share.share_id).revoked_at is None
