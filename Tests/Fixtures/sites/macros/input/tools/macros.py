def define_env(env):
    env.variables["built_by"] = "Python " + env.variables["product"]["name"]

    @env.macro
    def table(rows, title="Rows"):
        lines = ["| " + title + " |", "|---|"]
        return "\n".join(lines + ["| %s |" % row for row in rows])

    @env.macro
    def broken():
        raise ValueError("no such thing")

    @env.filter
    def shout(text):
        return text.upper() + "!"
