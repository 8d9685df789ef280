"""Which secrets an expression hands on, and whether it does anything else with them."""

from __future__ import annotations

from dataclasses import dataclass

from engine.expressions.nodes import Call, Choice, Literal, Name, Node, Path
from engine.expressions.written import parts_of

SECRETS = "secrets"


@dataclass(frozen=True, slots=True)
class SecretUses:
    """
    The `names` of the secrets in a source.

    `is_whole` where each is handed on as it is, `is_known` where the names are all there are.
    `changed` are those that something is done to, None for any of them.
    """

    names: frozenset[str] = frozenset()
    is_whole: bool = True
    is_known: bool = True
    changed: frozenset[str] | None = frozenset()

    def __or__(self, other: SecretUses) -> SecretUses:
        """Return the uses of two sources."""
        return SecretUses(
            self.names | other.names,
            self.is_whole and other.is_whole,
            self.is_known and other.is_known,
            None if self.changed is None or other.changed is None else self.changed | other.changed,
        )


NONE = SecretUses()


def secret_uses(node: Node) -> SecretUses:
    """Return the uses of an expression: a secret alone, or one chosen by what is no secret."""
    match node:
        case Path(base=Name(name="secrets"), keys=(Literal(value=str() as name),)):
            return SecretUses(frozenset({name}))
        case Path(base=Name(name="secrets"), keys=(key,)):
            # Handed on as it is, though which one is not known before.
            return _transformed(key) | SecretUses(is_whole=False, is_known=False)
        case Call(function="raw", arguments=(argument,)):
            return secret_uses(argument)
        case Choice():
            chosen = secret_uses(node.then) | secret_uses(node.otherwise)
            return chosen | _transformed(node.test)
        case _:
            return _transformed(node)


def _transformed(node: Node) -> SecretUses:
    names, reads = _names(node), _reads(node)
    if not reads:
        return NONE
    found, is_known = frozenset(names), len(names) == reads
    return SecretUses(found, is_whole=False, is_known=is_known, changed=found if is_known else None)


def _names(node: Node) -> list[str]:
    """Return the names by which secrets are read, each as often as it is."""
    found = [name for part in parts_of(node) for name in _names(part)]
    match node:
        case Path(base=Name(name="secrets"), keys=(Literal(value=str() as name), *_)):
            return [name, *found]
        case _:
            return found


def _reads(node: Node) -> int:
    """Return how often secrets are read, by a name or not."""
    return (node == Name(SECRETS)) + sum(map(_reads, parts_of(node)))
