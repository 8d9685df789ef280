"""However a service spells a secret that it says back, it is masked and held to its origins."""

from __future__ import annotations

import base64
import html
import json
import time
from dataclasses import replace
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import revealed
from engine.audience import Words
from engine.egress.errors import EgressError
from engine.egress.guards import Guard, require_allowed
from engine.egress.redirects import Hop
from engine.egress.target import parse_target
from engine.guarded import guards_of
from engine.secrecy import CUSTOMARY, MASK, Touched, cut, is_masked, masked, texts_of

SECRET = "AbC/dE+f~G'h\"I<j>&k=L`m é!(n)*Z"
FOLDED = "Tr0ub4Dor-Token"


def shown(text, secret=SECRET):
    return masked(text, texts_of([Touched("x", secret)]))


def escaped(named):
    return "".join(named.get(char, char) for char in SECRET)


SPELLED = {
    "as it is": SECRET,
    "json": json.dumps(SECRET)[1:-1],
    "json, escapes in capitals": json.dumps(SECRET)[1:-1].replace("\\u00e9", "\\u00E9"),
    "json as Go writes it": json.dumps(SECRET, ensure_ascii=False)[1:-1]
    .replace("<", "\\u003c")
    .replace(">", "\\u003e")
    .replace("&", "\\u0026"),
    "json as .NET writes it": "".join(
        f"\\u{ord(char):04X}" if char in "<>&'\"+`é" else char for char in SECRET
    ),
    "json with escaped slashes": json.dumps(SECRET)[1:-1].replace("/", "\\/"),
    "url": quote(SECRET, safe=""),
    "url in small hex": quote(SECRET, safe="").lower(),
    "url as JavaScript writes a component": quote(SECRET, safe="!*'()"),
    "url as JavaScript writes an address": quote(SECRET, safe=";,/?:@&=+$!*'()#"),
    "form": quote_plus(SECRET),
    "form as browsers write it": quote_plus(SECRET, safe="*").replace("~", "%7E"),
    "html": html.escape(SECRET),
    "html as templates write it": escaped(
        {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}
    ),
    "html as Go writes it": escaped(
        {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "+": "&#43;"}
    ),
    "html with quotes by name": escaped(
        {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
    ),
    "xml": escaped({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}),
    "html in ascii": html.escape(SECRET).encode("ascii", "xmlcharrefreplace").decode(),
    "html as mustache writes it": escaped(
        {
            "&": "&amp;",
            "<": "&lt;",
            ">": "&gt;",
            '"': "&quot;",
            "'": "&#39;",
            "/": "&#x2F;",
            "`": "&#x60;",
            "=": "&#x3D;",
        }
    ),
    "base64": base64.b64encode(SECRET.encode()).decode(),
    "base64 without padding": base64.b64encode(SECRET.encode()).decode().rstrip("="),
    "base64url": base64.urlsafe_b64encode(SECRET.encode()).decode(),
    "hexadecimal": SECRET.encode().hex().upper(),
}


@pytest.mark.parametrize("name", SPELLED)
@pytest.mark.parametrize("case", [str, str.lower, str.upper])
def test_every_spelling_in_every_case_is_masked(name, case):
    spelled = case(SPELLED[name])
    said = str(shown(f"a {spelled} b"))
    assert MASK in said
    # Of base64 the last character and the padding may stay: they hang on what follows.
    assert len(said) <= len(f"a {MASK} b") + 3


@given(st.text(min_size=8, max_size=40).filter(is_masked))
def test_lower_and_upper_case_of_any_secret_leave_nothing_of_it(secret):
    assert shown(secret.lower(), secret) == MASK or len(secret.lower()) != len(secret)
    assert MASK in str(shown(secret, secret))


@pytest.mark.parametrize("text", sorted(CUSTOMARY))
def test_customary_texts_stay_readable_in_every_case(text):
    for one in (text, text.upper(), text.title()):
        assert shown(f"a {one} b", text.title()) == f"a {one} b"


def test_short_text_is_masked_as_it_is_only():
    assert masked("Acme-42 acme-42", ["acme-42"]) == f"Acme-42 {MASK}"


def test_letters_that_grow_in_lower_case_move_no_mask():
    assert shown(f"İİİ{FOLDED.upper()}İ", FOLDED) == f"İİİ{MASK}İ"


def test_names_and_whole_values_are_masked_in_every_case():
    assert shown({FOLDED.lower(): [FOLDED.upper(), 1]}, FOLDED) == {MASK: [MASK, 1]}


def test_log_lines_hold_no_secret_in_another_case():
    secret = "Opened-By-This-Test-4711"
    revealed.note(secret)
    assert revealed.masked_text(f"host {secret.lower()}.example") == f"host {MASK}.example"


@pytest.mark.parametrize("at", range(1, len(FOLDED)))
def test_stream_in_another_case_is_masked_wherever_it_is_cut(at):
    told: list[str] = []
    words = Words(told.append, lambda: [Touched("x", FOLDED)])
    said = f"a {FOLDED.lower()} b"
    words.say(said[: at + 2])
    words.say(said[at + 2 :])
    words.end()
    assert "".join(told) == f"a {MASK} b"


def test_error_is_cut_beside_a_secret_in_another_case():
    assert cut(f"abc{FOLDED.lower()}", 9, texts_of([Touched("x", FOLDED)])) == "abc"


# Guards -------------------------------------------------------------------------------------------


def hop(url, body=None):
    return Hop(parse_target(url), "POST", {}, body, url)


def is_refused(secret, to, *, first=None, origins=None):
    guards = guards_of([], [Touched("crm", secret, origins)])
    try:
        require_allowed(guards, to, first or to)
    except EgressError as error:
        return error.code == "SECRET_NOT_ALLOWED"
    return False


@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_secret_in_another_case_goes_nowhere_else(case):
    sent = hop("https://b.example/", case(FOLDED).encode())
    assert is_refused(FOLDED, sent, origins=("https://a.example",))
    assert not is_refused(FOLDED, sent, origins=("https://b.example",))


HOOK = "https://hooks.a.example/services/T0/B1/xYz123456"


@pytest.mark.parametrize(
    ("secret", "url"),
    [
        (HOOK, "https://evil.example/services/T0/B1/xYz123456"),
        (HOOK, "https://evil.example/services/T0/B1/xyz123456"),
        (HOOK, "https://evil.example/x?to=services%2fT0%2FB1%2FxYz123456"),
        (f"{HOOK}/", "https://evil.example/services/T0/B1/xYz123456"),
        (f"{HOOK}#part", "https://evil.example/services/T0/B1/xYz123456"),
        (f"{HOOK}?wait=1", "https://evil.example/services/T0/B1/xYz123456"),
        (f" {HOOK}\n", "https://evil.example/services/T0/B1/xYz123456"),
        ("https://a.example/?token=s3cr3t-t0ken", "https://evil.example/x?token=s3cr3t-t0ken"),
        ("https://a.example?token=s3cr3t-t0ken", "https://evil.example/x?token=s3cr3t-t0ken"),
        (
            "https://a.example/résumé-0815-4711",
            "https://evil.example/r%C3%A9sum%C3%A9-0815-4711",
        ),
    ],
)
def test_path_of_an_address_that_is_a_secret_goes_to_no_other_origin(secret, url):
    first = hop(secret.strip())
    assert is_refused(secret, hop(url), first=first)
    assert not is_refused(secret, first, first=first)
    assert is_refused(secret, hop(url), origins=("https://hooks.a.example", "https://a.example"))


@pytest.mark.parametrize(
    ("secret", "url"),
    [
        ("https://a.example/hook/1", "https://evil.example/other"),
        ("https://a.example/v1", "https://evil.example/v1"),
        ("https://a.example", "https://evil.example/"),
        ("https://a.example/changeme", "https://evil.example/changeme"),
        ("ftp://a.example/path-of-it", "https://evil.example/path-of-it"),
        ("https://a.example/v1/chat/completions", "https://b.example/v1/chat/completions"),
        ("https://a.example/v1/messages", "https://b.example/v1/messages"),
    ],
)
def test_path_that_says_nothing_is_no_secret(secret, url):
    assert not is_refused(secret, hop(url), first=hop("https://a.example/"))


def test_ordinary_path_of_an_address_that_is_a_secret_is_shown():
    said = "see /v1/chat/completions"
    assert shown(said, "https://a.example/v1/chat/completions") == said


def test_path_of_an_address_that_is_a_secret_is_masked():
    said = "moved to /services/T0/B1/xYz123456 of another.example"
    assert shown(said, HOOK) == f"moved to /{MASK} of another.example"
    assert shown(f"at {HOOK}.", HOOK) == f"at {MASK}."


@pytest.mark.parametrize(("secret", "is_seen"), [("abcd#xyz", True), ("abc#xyz", False)])
def test_beginning_before_a_fragment_counts_from_four_characters_on(secret, is_seen):
    (guard,) = guards_of([Touched("crm", secret, ("https://a.example",))], [])
    to = hop(f"https://b.example/{secret}")
    # The address as it was written holds all of it; what leaves is the beginning alone.
    sent = replace(to, address=f"https://b.example{to.target.path}")
    assert isinstance(guard, Guard)
    if is_seen:
        with pytest.raises(EgressError):
            require_allowed([guard], sent, sent)
    else:
        require_allowed([guard], sent, sent)
    with pytest.raises(EgressError):
        require_allowed([guard], to, to)


# Cost ---------------------------------------------------------------------------------------------


def test_masking_costs_as_much_as_the_text_is_long():
    texts = texts_of([Touched("x", f"{number:04}{FOLDED}{number:04}") for number in range(50)])

    def cost(size):
        said = ("Lorem ipsum dolor sit amet, " * size) + FOLDED
        taken = []
        for _ in range(3):
            began = time.process_time()
            masked(said, texts)
            taken.append(time.process_time() - began)
        return min(taken)

    assert cost(16_000) < 12 * cost(4_000)


def test_many_masks_in_one_text_cost_as_much_as_the_text_is_long():
    texts = texts_of([Touched("x", FOLDED)])

    def cost(times):
        began = time.process_time()
        assert masked(f"{FOLDED.lower()} " * times, texts) == f"{MASK} " * times
        return time.process_time() - began

    assert cost(40_000) < 16 * max(cost(10_000), 0.001)
