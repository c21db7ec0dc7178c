"""A dict of nodes in a doubly linked list with two sentinels, without OrderedDict."""


class Node:
    """A key, its value and its neighbours."""

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = None


class LRUCache:
    """Drops the least recently used key."""

    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("negative capacity")
        self.capacity = capacity
        self.nodes = {}
        self.oldest, self.newest = Node(), Node()
        self.oldest.after, self.newest.before = self.newest, self.oldest

    def get(self, key):
        node = self.nodes.get(key)
        if node is None:
            return -1
        self._unlink(node)
        self._link(node)
        return node.value

    def put(self, key, value):
        node = self.nodes.get(key)
        if node is None:
            node = self.nodes[key] = Node(key)
        else:
            self._unlink(node)
        node.value = value
        self._link(node)
        if len(self.nodes) > self.capacity:
            last = self.oldest.after
            self._unlink(last)
            del self.nodes[last.key]

    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def _link(self, node):
        node.before, node.after = self.newest.before, self.newest
        node.before.after = node.after.before = node


def replay(capacity, calls):
    cache = LRUCache(capacity)
    answers = []
    for call in calls:
        if call[0] == "get":
            answers.append(cache.get(call[1]))
        else:
            cache.put(call[1], call[2])
    return answers
