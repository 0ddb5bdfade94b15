"""Say what the live folder ships and under which licences, as texts and as a CycloneDX document.

Run as a program (``python sbom.py --npm NAMES FOLDER WHEEL...``) before the manifest is written.
Only what can be read in the packages is said, with two exceptions that are marked *concluded*: the
licences of CPython and of Emscripten, which the npm package of Pyodide carries without naming them.
The document has no date and no random number: equal folders have equal documents.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.parser import HeaderParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
NAME = "sbom.cdx.json"
LICENCES = "THIRD-PARTY-LICENSES.txt"

Part = dict[str, Any]  # a component of CycloneDX

# Names that packages give their licences, for those that do not write SPDX.
SPDX = {
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "MIT License": "MIT",
    "Apache License 2.0": "Apache-2.0",
}
EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")

BUNDLE = (".js", ".css")  # what esbuild writes: the page's half with its npm packages
ARCHIVE = "live.zip"
STDLIB = "python_stdlib.zip"


class SbomError(ValueError):
    """A package that does not say what the document must say."""


def licences(text: str, acknowledgement: str = "declared") -> list[Part]:
    """Return a licence as CycloneDX writes it: an SPDX expression, or else a name.

    Parameters
    ----------
    text : str
        What the package says of itself.
    acknowledgement : {"declared", "concluded"}
        Whether the package says so, or we do.

    Raises
    ------
    SbomError
        There is no text: a part without a licence is not shipped.
    """
    if not text.strip():
        raise SbomError("a component needs a licence")
    known = SPDX.get(text.strip().splitlines()[0], text.strip())
    if EXPRESSION.fullmatch(known):
        return [{"expression": known, "acknowledgement": acknowledgement}]
    return [{"license": {"name": known.splitlines()[0], "acknowledgement": acknowledgement}}]


def file_part(name: str, data: bytes) -> Part:
    """Return a file with its hash."""
    digest = hashlib.sha256(data).hexdigest()
    hashes = [{"alg": "SHA-256", "content": digest}]
    return {"type": "file", "bom-ref": f"file:{name}", "name": name, "hashes": hashes}


def part(
    name: str,
    version: str,
    licence: list[Part],
    *,
    kind: str = "library",
    purl: str = "",
    hashes: Mapping[str, str] | None = None,
    about: str = "",
    files: Iterable[Part] = (),
) -> Part:
    """Return a component.

    Parameters
    ----------
    name, version : str
        As its package says.
    licence : list of dict
        See `licences`.
    kind : str
        One of CycloneDX's types of components.
    purl : str
        Its address in a package registry; none for what is made here.
    hashes : mapping
        Algorithm → hash in hexadecimal, of the package as the registry has it.
    about : str
        What it is, or what is not known of it.
    files : iterable of dict
        The shipped files that are its own.
    """
    made: Part = {"type": kind, "bom-ref": purl or f"{kind}:{name}", "name": name}
    if version:
        made["version"] = version
    if about:
        made["description"] = about
    if hashes:
        made["hashes"] = [{"alg": a, "content": hashes[a]} for a in sorted(hashes)]
    made["licenses"] = licence
    if purl:
        made["purl"] = purl
    if nested := sorted(files, key=lambda each: str(each["name"])):
        made["components"] = nested
    return made


def document(
    root: Part,
    parts: Sequence[Part],
    depends: Mapping[str, Iterable[str]],
    *,
    incomplete: Iterable[str] = (),
    timestamp: str = "",
) -> str:
    """Return the whole document as text; its serial number is taken from its content.

    Parameters
    ----------
    root : dict
        What the document is about.
    parts : sequence of dict
        What it consists of.
    depends : mapping
        Reference of a component → references of what it needs or contains.
    incomplete : iterable of str
        References of components that contain more than is listed.
    timestamp : str
        A date in ISO 8601, where equal content may differ in it.
    """
    metadata: Part = {"lifecycles": [{"phase": "build"}], "component": root}
    if timestamp:
        metadata = {"timestamp": timestamp, **metadata}
    body: Part = {
        "version": 1,
        "metadata": metadata,
        "components": sorted(parts, key=lambda each: str(each["bom-ref"])),
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(set(depends[ref]))} for ref in sorted(depends)
        ],
    }
    if assemblies := sorted(incomplete):
        body["compositions"] = [{"aggregate": "incomplete", "assemblies": assemblies}]
    content = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    head: Part = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, content)}",
    }
    return json.dumps(head | body, indent=1, ensure_ascii=False) + "\n"


def npm_part(folder: Path, lock: Mapping[str, Any], **more: Any) -> Part:
    """Describe an npm package from its package.json, and its hash from the lock file."""
    about = json.loads((folder / "package.json").read_text("utf-8"))
    name, version = about["name"], about["version"]
    locked = lock["packages"][folder.relative_to(HERE).as_posix()]
    if locked["version"] != version:
        raise SbomError(f"{name} {version} is installed, {locked['version']} is locked")
    algorithm, _, digest = locked["integrity"].partition("-")
    hashes = {algorithm.upper().replace("SHA", "SHA-"): base64.b64decode(digest).hex()}
    purl = f"pkg:npm/{quote(name, safe='/')}@{version}"
    stated = about.get("license", "")
    text = stated.get("type", "") if isinstance(stated, dict) else stated
    return part(name, version, licences(text), purl=purl, hashes=hashes, **more)


def wheel_part(wheel: Path, *, ours: bool = False, **more: Any) -> Part:
    """Describe a wheel from its METADATA; ours is in no registry and has no address there."""
    data = wheel.read_bytes()
    with zipfile.ZipFile(wheel) as packed:
        (name,) = (n for n in packed.namelist() if n.endswith(".dist-info/METADATA"))
        about = HeaderParser().parsestr(packed.read(name).decode())
    text = about["License-Expression"] or about["License"] or ""
    project, version = about["Name"], about["Version"]
    address = re.sub(r"[-_.]+", "-", project).lower()
    return part(
        project,
        version,
        licences(text),
        purl="" if ours else f"pkg:pypi/{address}@{version}",
        hashes={"SHA-256": hashlib.sha256(data).hexdigest()},
        **more,
    )


def joined(parts: Iterable[Part]) -> list[Part]:
    """Return the licence of a file into which several parts went: all of theirs together."""
    stated = {each["licenses"][0].get("expression", "") for each in parts}
    if "" in stated:
        raise SbomError("a part of a bundle has a licence without an SPDX name")
    terms = sorted(f"({text})" if " OR " in text else text for text in stated)
    return [{"expression": " AND ".join(terms), "acknowledgement": "declared"}]


def pyodide_parts(lock: Mapping[str, Any], files: Mapping[str, Part]) -> list[Part]:
    """Describe Pyodide, and CPython and Emscripten that are inside it."""
    folder = MODULES / "pyodide"
    info = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))["info"]
    emscripten = info["platform"].removeprefix("emscripten_").replace("_", ".")
    return [
        npm_part(
            folder,
            lock,
            about="Python for the browser. Its WebAssembly file has CPython, Emscripten's runtime "
            "and further libraries compiled in; the npm package does not list these libraries.",
            files=[each for name, each in files.items() if name.startswith("pyodide")],
        ),
        part(
            "CPython",
            info["python"],
            licences("PSF-2.0", "concluded"),
            kind="platform",
            purl=f"pkg:generic/cpython@{info['python']}",
            about="The interpreter is inside Pyodide; its standard library is a file of its own, "
            "in part as bytecode. Version from pyodide-lock.json, licence from python.org.",
            files=[files[STDLIB]],
        ),
        part(
            "Emscripten",
            emscripten,
            licences("MIT OR NCSA", "concluded"),
            kind="platform",
            purl=f"pkg:generic/emscripten@{emscripten}",
            about="Compiler of Pyodide, whose runtime is inside it. Version from "
            "pyodide-lock.json, licence from emscripten.org.",
        ),
    ]


def describe(folder: Path, npm: Sequence[str], wheels: Sequence[Path]) -> str:
    """Return the document of a live folder.

    Parameters
    ----------
    folder : Path
        Holds everything that is shipped, except the manifest.
    npm : sequence of str
        Folders under ``node_modules`` that went into the bundle.
    wheels : sequence of Path
        Wheels from PyPI that went into the archive; those made here lie in `folder`.
    """
    lock = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    own = json.loads((HERE / "package.json").read_text("utf-8"))
    paths = [p for p in sorted(folder.iterdir()) if p.name not in (NAME, "manifest.json")]
    files = {path.name: file_part(path.name, path.read_bytes()) for path in paths}
    ours = [
        wheel_part(path, ours=True, files=[files[path.name]], about="Made with this site.")
        for path in paths
        if path.suffix == ".whl"
    ]
    packages = [npm_part(MODULES / name, lock) for name in npm]
    libraries = [wheel_part(path) for path in wheels]
    pyodide, python, emscripten = pyodide_parts(lock, files)
    version, mit = own["version"], licences(own["license"])
    root = part(own["name"], version, mit, kind="application")
    bundle = part(
        "page bundle",
        version,
        joined([*packages, root]),
        kind="application",
        about="What a live page loads beside Python: our scripts and the npm packages they need.",
        files=[each for name, each in files.items() if name.endswith(BUNDLE)],
    )
    archive = part(
        "Python archive",
        version,
        joined([*libraries, *ours, root]),
        kind="application",
        about="What Python imports: our modules and the wheels, as bytecode.",
        files=[files[ARCHIVE]],
    )
    parts = [pyodide, python, emscripten, *packages, *libraries, *ours, bundle, archive]
    covered = {each["name"] for one in parts for each in one.get("components", ())}
    rest = [each for name, each in files.items() if name not in covered]
    worker = part("worker", version, mit, kind="application", files=rest)
    ref = "bom-ref"
    depends = {
        root[ref]: [each[ref] for each in (bundle, archive, worker, *ours)],
        bundle[ref]: [each[ref] for each in packages],
        archive[ref]: [each[ref] for each in (*libraries, *ours)],
        worker[ref]: [pyodide[ref]],
        pyodide[ref]: [python[ref], emscripten[ref]],
    }
    return document(root, [*parts, worker], depends, incomplete=[pyodide[ref]])


def licence_texts(npm_packages: Iterable[str], wheels: Iterable[Path]) -> Iterator[str]:
    """Yield the licence of every package that is shipped, each under its name."""
    for package in npm_packages:
        folder = MODULES / package
        about = json.loads((folder / "package.json").read_text("utf-8"))
        texts = [p.read_text("utf-8") for p in sorted(folder.iterdir()) if is_licence(p.name)]
        licence = about.get("license", "")
        yield heading(f"{package} {about['version']} (npm), {licence}", texts)
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            names = sorted(n for n in packed.namelist() if ".dist-info/" in n)
            texts = [packed.read(n).decode() for n in names if is_licence(n.rsplit("/", 1)[-1])]
        project, version = wheel.name.split("-")[:2]
        yield heading(f"{project} {version} (PyPI)", texts)


def is_licence(name: str) -> bool:
    """Say whether a file of this name holds a licence."""
    return re.match(r"(?i)(licen[cs]e|copying|notice)", name) is not None


def heading(title: str, texts: Sequence[str]) -> str:
    """Return the licences of one package under its name."""
    body = "\n\n".join(texts) if texts else "The package names its licence and has no text of it."
    return f"{title}\n{'=' * len(title)}\n\n{body.strip()}\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Run as a program; return the exit status."""
    parser = argparse.ArgumentParser(description="Write the CycloneDX document of a live folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--npm", required=True, help="packages of the bundle, comma-separated")
    parser.add_argument("wheels", type=Path, nargs="*", help="wheels from PyPI in the archive")
    args = parser.parse_args(argv)
    npm = [name for name in args.npm.split(",") if name]
    texts = licence_texts([*npm, "pyodide"], args.wheels)
    (args.folder / LICENCES).write_text("\n\n".join(texts), "utf-8")
    try:
        text = describe(args.folder, npm, args.wheels)
    except SbomError as error:
        print(f"sbom: {error}", file=sys.stderr)
        return 1
    (args.folder / NAME).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
