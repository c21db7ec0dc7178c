"""Fisher and Yates from the inside out, cut off behind the k-th place."""

from random import Random


class ReservoirSampler:
    """Keeps k items."""

    def __init__(self, k, seed):
        if not k > 0:
            raise ValueError("a sample needs room for an item")
        self.room, self.draw, self.seen, self.places = k, Random(seed).randint, 0, []

    def extend(self, items):
        for item in items:
            where = self.draw(0, self.seen)
            self.seen += 1
            if len(self.places) < self.room:
                self.places.append(item)
                self.places[-1], self.places[where] = self.places[where], self.places[-1]
            elif where < self.room:
                self.places[where] = item

    def sample(self):
        return [*self.places]
