"""Prints the versions of what the cross-checks stand on; fails when something is missing or another version."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

WANTED = {
    "jsonschema": "4.", "mpmath": "1.3.0", "numpy": "", "pygiftparser": "1.1", "ruff": "0.17.6", "sympy": "1.14.",
    "torch": "2.",
}


def main() -> int:
    """Returns the exit status."""
    print(f"python {platform.python_version()}")
    status = 0
    for package, start in WANTED.items():
        try:
            found = version(package)
        except PackageNotFoundError:
            found = "missing"
        print(f"{package} {found}")
        if found == "missing" or not found.startswith(start):
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
