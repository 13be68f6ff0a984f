"""What `attest generate` draws, worked out a second time in plain Python, from Documentation/Exams.md alone.

    python3 Scripts/reference/generator.py SHEET BANK        compares a bank in JSON with what it must hold

The only thing taken from elsewhere is numpy's Philox.
"""

import numpy

WORD = 2**64
VERSION = 1
PERMUTATION, POINT, UPPER, PILOT = 1, 2, 3, 4
ROUNDS = 8
STRIDE = 2**17
LARGE = 2**30


def philox(key, counter):
    """The four words of a counter.

    numpy adds one to the counter before it makes a block.
    """
    before = (sum(word << 64 * i for i, word in enumerate(counter)) - 1) % 2**256
    words = [before >> 64 * i & (WORD - 1) for i in range(4)]
    generator = numpy.random.Philox(
        key=numpy.array(key, dtype=numpy.uint64), counter=numpy.array(words, dtype=numpy.uint64)
    )
    return [int(word) for word in generator.random_raw(4)]


def key(seed, purpose):
    """The key of a stream."""
    return seed, VERSION << 32 | purpose


def uniform(count, stream, *counter):
    """A number below count from at least 64 bits more than it has, the first word the highest."""
    words = count.bit_length() // 64 + 2
    value = 0
    for index in range(-(-words // 4)):
        for word in philox(stream, (*counter, index)):
            value = value * WORD + word
    return value % count


class RandomPoints:
    """The streams of a seed."""

    def __init__(self, seed):
        self.permuting, self.drawing, self.lifting = (key(seed, p) for p in (PERMUTATION, POINT, UPPER))

    def point(self, count, variant, attempt, component):
        """A point that other variants may get as well."""
        return uniform(count, self.drawing, variant, attempt, component)


class DistinctPoints:
    """The points of a space in the order of a key."""

    def __init__(self, points, count, component):
        self.points, self.count, self.component = points, count, component

    def permuted(self, place, count):
        """The number at a place of a permutation of 0..count - 1."""
        if count == 1:
            return 0
        half = max(1, ((count - 1).bit_length() + 1) // 2)
        value = place % count
        while True:
            left, right = value >> half, value % 2**half
            for number in range(ROUNDS):
                word = philox(self.points.permuting, (right, number, half, self.component))[0]
                left, right = right, left ^ word % 2**half
            value = left << half | right
            if value < count:
                return value

    def __getitem__(self, place):
        if self.count < 2**126:
            return self.permuted(place, self.count)
        upper = uniform(self.count // WORD, self.points.lifting, place, 0, self.component)
        return upper * WORD + self.permuted(place, WORD)
