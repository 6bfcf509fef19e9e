"""Holds a document against its seal: what was changed in it since it was made."""

from kamdocs.forms.held import Held, Key
from kamdocs.forms.sealing import properties, seal
from kamdocs.forms.sealing.comparing import Comparing
from kamdocs.forms.sealing.pairing import pairs
from kamdocs.forms.sealing.saying import blocks_of
from kamdocs.forms.sealing.seal import Damaged
from kamdocs.forms.unpacking import NotRead, part_in, text_of
from kamdocs.model import Finding, Place, Text
from kamdocs.packaging import LINKS_PART
from kamdocs.sheets import Schemas

_NO_SEAL = Text(
    "文档里没有封签：是填好的空白表单（--blank），或不是kamdocs生成的，或是较早的版本生成的，或封签被去掉了",
    "the document has no seal: it was a blank to fill in (--blank), or kamdocs did not make it, or "
    "an earlier version did, or the seal was taken out",
)
DAMAGED = Text("封签已损坏，或被改动过", "its seal is damaged, or was tampered with")
_NOT_KEYED = Text("封签没有用密钥", "the seal was made without a key")
_OTHER_KEY = Text(
    "封签用的是另一个密钥，或者后来重新做过",
    "the seal was made with another key, or made anew since",
)


def verified(file: str, content: bytes, schemas: Schemas, key: bytes) -> Held:
    """What was changed in a document since it was made, by the seal in it.

    ``file`` is its name, ``content`` its bytes; ``schemas`` name its fields. ``key`` is the one
    with which the seal should be marked; where it is empty the result only says whether there is
    such a mark.

    A document that cannot be read raises nothing. The findings say why it cannot be judged (KD595),
    that the mark is not from the key (KD960), or what was changed and where (KD590 to KD594).
    """
    try:
        root = text_of(content)
        told = _properties_of(content)
        letters = properties.joined(told)
        if not told:
            return _unjudged(file, _NO_SEAL)
        sealed = seal.unpacked(letters or "")
        known = seal.read(sealed)
    except NotRead as fault:
        return _unjudged(file, fault.reason)
    except Damaged:
        return _unjudged(file, DAMAGED)
    mark = told.get(properties.KEYED, "")
    held = _held(sealed, key, mark)
    findings: list[Finding] = []
    if held is Key.WRONG:
        facts = {"reason": _OTHER_KEY if mark else _NOT_KEYED}
        findings.append(Finding("KD960", Place(file), facts))
    comparing = Comparing(known, schemas, file)
    for pair in pairs(known, blocks_of(root, file)):
        findings += comparing.found(*pair)
    return Held(file, known.form, True, held, tuple(findings))


def seal_in(content: bytes) -> seal.Seal | None:
    """The seal in a document; None where it has none, or one that is damaged."""
    try:
        told = _properties_of(content)
        return seal.read(seal.unpacked(properties.joined(told) or "")) if told else None
    except (NotRead, Damaged):
        return None


def _held(sealed: bytes, key: bytes, mark: str) -> Key:
    if not key:
        return Key.NOT_TRIED if mark else Key.NONE
    return Key.HOLDS if seal.key_holds(sealed, key, mark) else Key.WRONG


def _unjudged(file: str, why: Text) -> Held:
    return Held(file, findings=(Finding("KD595", Place(file), {"reason": why}),))


def _properties_of(content: bytes) -> dict[str, str]:
    """The properties of the seal in a document; empty without a seal. NotRead where the package
    cannot be read, Damaged where only its properties cannot."""
    name = properties.part_of(part_in(content, LINKS_PART))
    try:
        return properties.read(part_in(content, name)) if name else {}
    except NotRead as fault:
        raise Damaged(name) from fault
