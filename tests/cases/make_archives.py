#!/usr/bin/env python3
"""Writes the .zip files of the cases zip_* and of tests/fuzz/corpus/zip. Run when one of them has to change; the bytes are kept."""
import glob
import io
import os
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, "..", "..", "examples")
DATE = (2026, 4, 1, 9, 0, 0)
PLAN = "種類: 居宅サービス計画\n計画作成日: 2026-03-19\n利用者:\n  氏名: 見本 ハナ\nニーズ: []\n".encode()


class Named(zipfile.ZipInfo):
    """A name in the bytes given, without the flag that says UTF-8: as Windows and macOS write it."""

    raw = b""

    def _encodeFilenameFlags(self):
        return self.raw, self.flag_bits & ~0x800


def entry(name, raw=None):
    info = Named(name, DATE) if raw else zipfile.ZipInfo(name, DATE)
    if raw:
        info.raw = raw
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    return info


def archive(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for info, data in entries:
            z.writestr(info, data)
    return out.getvalue()


def keep(case, name, data):
    path = os.path.join(HERE, case, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)


def csv_set(folder, raw_folder):
    for path in sorted(glob.glob(os.path.join(EXAMPLES, "standard-csv", "*"))):
        name = os.path.basename(path)
        yield entry(folder + name, raw_folder + name.encode()), open(path, "rb").read()


def encrypted(data, name):
    """Sets the flag of one entry, in its own header and in the directory."""
    data = bytearray(data)
    for signature, flags, length, at in ((b"PK\3\4", 6, 26, 30), (b"PK\1\2", 8, 28, 46)):
        start = data.find(signature)
        while start >= 0:
            size = int.from_bytes(data[start + length:start + length + 2], "little")
            if bytes(data[start + at:start + at + size]) == name:
                data[start + flags] |= 1
            start = data.find(signature, start + 4)
    return bytes(data)


def main():
    cp932 = archive(csv_set("令和８年 ソ表/", "令和８年 ソ表/".encode("cp932")))
    keep("zip_cp932_names", "提出分.zip", cp932)

    inner = archive([(entry("plan.yaml"), PLAN)])
    mixed = encrypted(archive([
        (entry("居宅/"), b""),
        (entry("居宅/計画.yaml"), PLAN),
        (entry("../../etc/計画.yaml"), PLAN),
        (entry("/root.yaml"), PLAN),
        (entry("win\\計画.yml", "win\\計画.yml".encode("cp932")), PLAN),
        (entry("中の箱.zip"), inner),
        (entry("秘密.yaml"), PLAN),
        (entry("説明.txt"), b"read me"),
        (entry(".hidden.yaml"), PLAN),
        (entry("__MACOSX/居宅/._計画.yaml"), b"\0\5\x16\7"),
        (entry("\x1b[31m.yaml"), PLAN),
    ]), "秘密.yaml".encode())
    keep("zip_mixed", "mixed.zip", mixed)

    two = archive([(entry("a.yaml"), PLAN), (entry("b.yaml"), b"---\n".join([PLAN] * 3))])
    broken = bytearray(two)
    broken[broken.find(b"PK\1\2") + 16] ^= 0xFF
    broken[14] ^= 0xFF  # the checksum of a.yaml, both times it is written
    keep("zip_entry_broken", "set.zip", bytes(broken))
    keep("zip_cut_off", "set.zip", two[:-30])
    keep("zip_stdin", "stdin", two)
    keep("zip_without_plans", "set.zip", archive([(entry("説明.txt"), b"read me")]))
    bomb = archive([(entry("big.yaml"), b"#\n" * (40 << 20)), (entry("plan.yaml"), PLAN)])
    keep("zip_bomb", "bomb.zip", bomb)

    corpus = os.path.join("..", "fuzz", "corpus", "zip")
    keep(corpus, "mixed", mixed)
    keep(corpus, "two", two)
    keep(corpus, "cut_off", two[:-30])
    keep(corpus, "broken", bytes(broken))
    keep(corpus, "bomb", archive([(entry("big.csv"), b"0" * 100000)]))
    keep(corpus, "empty", archive([]))
    stored = zipfile.ZipInfo("stored.csv", DATE)
    keep(corpus, "stored", archive([(stored, b"a,b\r\n")]))


main()
