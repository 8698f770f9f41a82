"""Files as a folder and as archives."""

import tarfile
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile


def folder(files, path):
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def zip_archive(files, path):
    with ZipFile(path := path.with_suffix(".zip"), "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tar_archive(files, path, mode="w", ending=".tar"):
    with tarfile.open(path := path.with_suffix(ending), mode) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, BytesIO(data))
    return path


def packed_tar(files, path):
    return tar_archive(files, path, "w:gz", ".tar.gz")


CONTAINERS = {
    "folder": folder,
    "zip": zip_archive,
    "tar": tar_archive,
    "tar.gz": packed_tar,
}
