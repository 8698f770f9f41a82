"""Pickles as Python 2 wrote CIFAR's: protocol 2, strings of bytes."""

import struct


def dumps(batch):
    """Write a dictionary of strings, integers, lists of these, and arrays of bytes."""
    items = b"".join(_string(key) + _value(value) for key, value in batch.items())
    return b"\x80\x02}q\x00(" + items + b"u."


def _value(value):
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, int):
        return b"K" + bytes([value]) if 0 <= value < 256 else b"J" + struct.pack("<i", value)
    if isinstance(value, list):
        return b"]q\x01(" + b"".join(map(_value, value)) + b"e"
    return _array(value)


def _string(text):
    data = text.encode("latin-1")
    if len(data) < 256:
        return b"U" + bytes([len(data)]) + data + b"q\x02"
    return b"T" + struct.pack("<i", len(data)) + data + b"r\x00\x01\x00\x00"


def _array(array):
    shape = b"".join(map(_value, array.shape))
    dtype = (
        b"cnumpy\ndtype\nq\x05" + _string("u1") + b"K\x00K\x01\x87q\x06Rq\x07"
        b"(K\x03" + _string("|") + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tq\x08b"
    )
    return (
        b"cnumpy.core.multiarray\n_reconstruct\nq\x03cnumpy\nndarray\nq\x04K\x00\x85"
        + _string("b")
        + b"\x87Rq\x09(K\x01("
        + shape
        + b"t"
        + dtype
        + b"\x89"
        + _string(array.tobytes().decode("latin-1"))
        + b"tb"
    )
