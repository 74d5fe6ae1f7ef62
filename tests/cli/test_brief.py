"""A plan in one line: what is new, what is missing, and nothing else."""

DATES = "Kim, 11\N{EN DASH}17 January 2027: "


def test_a_first_plan_tells_its_sessions(plan, kim):
    result = plan(kim, "--brief")

    assert result.exit_code == 0
    assert result.stdout.startswith(f"{DATES}Strength A ")
    assert "; Strength B " in result.stdout
    assert (result.stdout.count("\n"), result.stderr) == (1, "")


def test_a_second_plan_of_the_same_has_nothing_new(plan, kim):
    plan(kim, "--brief")

    assert plan(kim, "--brief").stdout == f"{DATES}nothing new\n"


def test_what_moves_is_told(plan, kim):
    plan(kim, "--brief")
    kim.write_text(kim.read_text().replace("mon-fri: [17:00-20:00]", "mon-fri: [18:30-20:00]"))
    said = plan(kim, "--brief").stdout

    assert " moves from " in said
    assert "nothing new" not in said


def test_what_is_missing_is_told_with_its_exit_code(plan, crowded):
    result = plan(crowded, "--brief")

    assert result.exit_code == 3
    assert result.stdout.endswith("; missing: Strength B (heavy, 45 min)\n")


def test_where_the_time_runs_out_that_is_told(plan, kim):
    result = plan(kim, "--brief", "--time-limit", "0.000001")

    assert result.exit_code == 4
    assert result.stdout == f"{DATES}the time ran out before a plan was found\n"


def test_json_is_json_all_the_same(plan, kim, said):
    assert said(plan(kim, "--brief", "--json"))["athlete"] == "Kim"
