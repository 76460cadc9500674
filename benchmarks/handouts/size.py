"""How much disk a set of packages takes beyond what is there anyway, and what they want of the machine.

Also a program, so that the peers' environment can be asked: ``python size.py PACKAGE … --beyond PACKAGE …``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

# What every Linux with Python has, and what manylinux wheels may count on: the C library and its parts, the run-time
# libraries of the compiler, zlib.
ORDINARY = {"linux-vdso", "ld-linux", "libc", "libm", "libdl", "libpthread", "librt", "libgcc_s", "libstdc++", "libz"}
MEGABYTE = 2**20


def closure(requirements: Iterable[str]) -> set[str]:
    """The packages that the requirements lead to, themselves included."""
    found: set[str] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        wanted = waiting.pop()
        try:
            package = distribution(wanted.name)
        except PackageNotFoundError:
            continue
        name = package.metadata["Name"].lower().replace("_", "-")
        if name not in found:
            found.add(name)
            needs = map(Requirement, package.requires or ())
            waiting += [need for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    return found


def files(package: Distribution) -> list[Path]:
    """The files of an installed package."""
    paths = (Path(str(package.locate_file(path))) for path in package.files or ())
    return [path for path in paths if path.is_file()]


def megabytes(name: str) -> float:
    """What a package's files take on disk, as ``du -m`` counts."""
    return sum(path.stat().st_blocks * 512 for path in files(distribution(name))) / MEGABYTE


def sizes(requirements: Iterable[str], beyond: Iterable[str]) -> dict[str, float]:
    """The megabytes of each package that is there for the requirements only, largest first."""
    found = {name: megabytes(name) for name in closure(requirements) - closure(beyond)}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def libraries_of_the_machine(names: Iterable[str]) -> list[str] | None:
    """Shared libraries that the packages load from the machine, beyond the ordinary; None where that is unknown."""
    if not shutil.which("ldd"):
        return None
    modules = [path for name in names for path in files(distribution(name)) if ".so" in path.suffixes]
    own = {path.name for path in modules}
    found = set()
    for module in modules:
        for line in subprocess.run(["ldd", str(module)], capture_output=True, text=True).stdout.splitlines():
            library = Path(line.split()[0]).name
            if library not in own and library.split(".")[0].split("-x86")[0] not in ORDINARY:
                found.add(library)
    return sorted(found)


def main() -> None:
    """Print the sizes as JSON."""
    at = sys.argv.index("--beyond")
    print(json.dumps(sizes(sys.argv[1:at], sys.argv[at + 1 :])))


if __name__ == "__main__":
    main()
