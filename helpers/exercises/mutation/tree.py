"""The syntax tree of a plain solution: nodes have numbers, an edit puts something in a node's place."""

import ast
import inspect
import re
import textwrap

LONGEST = 90  # characters of a statement that is shown whole


class Tree:
    """A function's source as a tree.

    nodes: all nodes, outermost first; node.number is the position. parent, depth: by number.
    arguments: those of one call, from which shapes are read.
    """

    def __init__(self, function, arguments=()):
        self.function, self.arguments = inspect.unwrap(function), arguments
        self.source = textwrap.dedent(inspect.getsource(self.function))
        self.module = ast.parse(self.source)
        self.nodes, self.parent, self.depth, self.texts = [], {}, {}, {}
        self._number(self.module, None, 0)
        skipped = {id(node) for node in ast.walk(self.module.body[0].args)}
        self.body = [node for node in self.nodes[2:] if id(node) not in skipped]

    def _number(self, node, parent, depth):
        node.number = len(self.nodes)
        self.nodes.append(node)
        self.parent[node.number], self.depth[node.number] = parent, depth
        for child in ast.iter_child_nodes(node):
            if child._fields:  # Python shares the objects that stand for signs and contexts
                self._number(child, node, depth + 1)

    def text(self, node):
        """Return a node as it is written in the source."""
        if not hasattr(node, "number"):
            return ast.unparse(node)
        if node.number not in self.texts:
            segment = ast.get_source_segment(self.source, node)
            segment = segment.partition(":\n")[0] if isinstance(node, ast.For | ast.If) else segment
            self.texts[node.number] = " ".join(segment.split())
        return self.texts[node.number]

    def above(self, node):
        """Return the nodes around a node, from the nearest, up to its statement."""
        around = []
        while not isinstance(node, ast.stmt):
            node = self.parent[node.number]
            around.append(node)
        return around

    def statement(self, node):
        """Return the statement in which a node stands."""
        return (self.above(node) or [node])[-1]

    def place(self, node):
        """Return the text around a node: of its statement, or of a part, when that is long or ambiguous."""
        around = [self.text(n) for n in self.above(node) if isinstance(n, ast.expr | ast.stmt)]
        short = [text for text in reversed(around) if len(text) <= LONGEST] or around[-1:]
        once = [
            text
            for text in short
            if len(re.findall(rf"(?<!\w){re.escape(self.text(node))}(?!\w)", text)) == 1
        ]
        return (once or short or [""])[0]

    def build(self, edits):
        """Return the function with these edits, {number: node or list of statements}, compiled."""
        for new in edits.values():
            for part in new if isinstance(new, list) else [new]:
                ast.fix_missing_locations(part)
        touched = set()
        for node in map(self.nodes.__getitem__, edits):
            while node and node.number not in touched:
                touched.add(node.number)
                node = self.parent[node.number]
        space = dict(self.function.__globals__)
        name = self.function.__name__
        exec(compile(rebuilt(self.module, edits, touched), f"<{name}>", "exec"), space)
        return space[name]

    def values(self):
        """Return {text: value} of variables, entries of dicts and indexed arrays, as a call leaves them."""
        returns = [node for node in self.body if isinstance(node, ast.Return)]
        space = self.build({node.number: statement("return locals()") for node in returns})(*self.arguments)
        texts = dict.fromkeys(space)
        for name, value in space.items():
            texts |= {f'{name}["{key}"]': None for key in value} if isinstance(value, dict) else {}
        reads = [node for node in self.body if isinstance(node, ast.Subscript)]
        found = {}
        for text in texts | {self.text(node): None for node in reads}:
            try:
                found[text] = eval(text, self.function.__globals__ | space)
            except Exception:  # an index that is out of range after the last step
                continue
        return found


def rebuilt(node, edits, touched):
    """Return a copy of the tree with its edits; parts without any are shared with the original."""
    if isinstance(node, list):
        parts = [rebuilt(part, edits, touched) for part in node]
        return [p for part in parts for p in (part if isinstance(part, list) else [part])]
    if not isinstance(node, ast.AST):
        return node
    number = getattr(node, "number", None)
    if number in edits:
        rest = {key: value for key, value in edits.items() if key != number}
        return rebuilt(edits[number], rest, touched)
    if number is not None and number not in touched:
        return node
    fields = {name: rebuilt(value, edits, touched) for name, value in ast.iter_fields(node)}
    return ast.copy_location(type(node)(**fields), node)


def statement(source):
    """Return the one statement that a line of source holds."""
    return ast.parse(source).body[0]


def expression(source):
    """Return the expression that a piece of source holds."""
    return ast.parse(source, mode="eval").body


def unnumbered(node, **changes):
    """Return a copy of one node without its number, for another place, with some fields changed."""
    return ast.copy_location(type(node)(**dict(ast.iter_fields(node)) | changes), node)


def equal(one, two):
    """Tell whether two nodes are the same source, whatever their numbers and contexts."""
    return ast.dump(one).replace("Store()", "Load()") == ast.dump(two).replace("Store()", "Load()")
