"""Which cells of a lesson only draw: their code is collapsed, and so is the cell of its imports."""

import ast
import symtable

DRAWS = {"show", "show_map", "live", "steps", "figure"}
SAYS = {"print", "check"}


def is_collapsed(cell):
    return bool(cell.metadata.get("jupyter", {}).get("source_hidden"))


def only_draws(cells, place):
    """Tell whether a cell draws, neither asserts nor prints, and gives no later cell anything."""
    tree = ast.parse(cells[place].source)
    called = {node.func.id for node in ast.walk(tree) if _is_call_by_name(node)}
    asserts = any(isinstance(node, ast.Assert) for node in ast.walk(tree))
    if not called & DRAWS or called & SAYS or asserts:
        return False
    own = names(cells[place].source)[1]
    for cell in cells[place + 1 :]:
        used, bound = names(cell.source)
        if own & used:
            return False
        own -= bound
    return True


def _is_call_by_name(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def imported(source):
    """Return the names that a cell's imports bind."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
    return found


def names(source):
    """Return the names that a cell takes from the cells before it, and those that it binds."""
    return _of_all(ast.parse(source).body)


def _of_all(statements):
    used, bound = set(), set()
    for statement in statements:
        more, new = _of_one(statement)
        used, bound = used | (more - bound), bound | new
    return used, bound


def _of_one(statement):
    """The same of one statement; what a loop or a `with` binds is its body's own."""
    if isinstance(statement, ast.For):
        return _of_block([statement.iter], [statement.target], statement.body + statement.orelse)
    if isinstance(statement, ast.With):
        targets = [item.optional_vars for item in statement.items if item.optional_vars]
        return _of_block([item.context_expr for item in statement.items], targets, statement.body)
    used, bound = set(), set()
    for table in _tables(symtable.symtable(ast.unparse(statement), "cell", "exec")):
        outside = table.get_type() == "module"
        for symbol in table.get_symbols():
            if symbol.is_referenced() and (outside or symbol.is_global()):
                used.add(symbol.get_name())
            if outside and (symbol.is_assigned() or symbol.is_imported()):
                bound.add(symbol.get_name())
    if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
        used.add(statement.target.id)
    return used, bound


def _of_block(expressions, targets, body):
    used = set().union(*(_of_one(ast.Expr(expression))[0] for expression in expressions))
    bound = {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
    more, new = _of_all(body)
    return used | (more - bound), bound | new


def _tables(table):
    yield table
    for child in table.get_children():
        yield from _tables(child)
