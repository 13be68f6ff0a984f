"""Which points `attest generate` picks, worked out a second time in plain Python, from Documentation/Drawing.md alone.

The only thing taken from elsewhere is numpy's Philox.

    plan = Plan([[7**8, 17**2]], seed=1)        # one group of two draws
    plan.variant(42, lambda group, places: True)  # [[place of the first draw, place of the second]]
"""

import math

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


class Plan:
    """The variants of a sheet: for each group, how many values each of its draws has."""

    def __init__(self, groups, seed):
        self.groups, self.points = groups, RandomPoints(seed)
        counts = [math.prod(group) for group in groups]
        self.leading, count = [], 1
        for group in sorted(range(len(groups)), key=lambda g: (-counts[g], g)):
            if self.leading and count >= LARGE:
                break
            self.leading.append(group)
            count *= counts[group]
        self.count = count
        self.order = DistinctPoints(self.points, count, self.leading[0])
        self.others = [g for g in range(len(groups)) if g not in self.leading]
        self.counts = counts

    def digits(self, number, counts):
        """The number in mixed bases, the first digit the fastest."""
        places = []
        for count in counts:
            number, place = divmod(number, count)
            places.append(place)
        return places

    def lead(self, place):
        """The places of the draws of the leading groups."""
        numbers = self.digits(self.order[place], [self.counts[g] for g in self.leading])
        return {g: self.digits(number, self.groups[g]) for g, number in zip(self.leading, numbers)}

    def variant(self, number, accepts):
        """The places of all draws of a variant, by group; accepts(group, places) judges a group."""
        if self.count < LARGE:
            found, place = 0, 0
            while True:
                drawn = self.lead(place)
                place += 1
                if all(accepts(g, places) for g, places in drawn.items()):
                    found += 1
                    if found == number:
                        return [drawn[g] for g in range(len(self.groups))]
        attempt = 0
        while True:
            drawn = self.lead(attempt * STRIDE + number - 1)
            if all(accepts(g, places) for g, places in drawn.items()):
                break
            attempt += 1
        for g in self.others:
            attempt = 0
            while True:
                place = self.points.point(self.counts[g], number, attempt, g)
                drawn[g] = self.digits(place, self.groups[g])
                if accepts(g, drawn[g]):
                    break
                attempt += 1
        return [drawn[g] for g in range(len(self.groups))]
