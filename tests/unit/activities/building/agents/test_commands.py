"""Shell commands: judged part by part, by the worst of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.building.agents.commands import Verdict, judge_command
from activities.building.agents.places import Tree

ALLOWED = """
ls -la
pytest -q tests
python -m pytest -x && ruff check .
uv run pytest
git add -A && git commit -m 'Add the push button'
git diff HEAD~1 -- app/main.py
mkdir -p app/templates; touch app/__init__.py
cat requirements.txt | sort | uniq > sorted.txt
sed -i 's/a\\/b/c/' app/main.py
grep -rn "/api/v1" app
cd app && python main.py
cd app && cat ../README.md
PYTHONPATH=. python -c 'import app; print(app)'
timeout 30 npm test
echo done 2>/dev/null
make test 2>&1 | tail -20
env -i A=1 PYTHONPATH=. pytest -q
nice -n5 pytest
xargs -n1 -0 ls
timeout -k5 1.5m npm test
bash -c "pytest -q"
./scripts/check
for f in app/*.py; do cat "$f"; done
NAME=x; touch $NAME
awk '{print $1}' notes.txt
if true; then echo yes; fi
find . -name '*.py'
echo 'curl is not run here'
/usr/bin/python3 -V
""".strip().splitlines()

REFUSED = """
git push
git -C . push origin main
cd app && git push
echo ok; git push
echo ok | git push
echo ok & git push
(git push)
true || { git push; }
echo $(git push)
echo `git push`
bash -c 'git push'
bash -c "bash -c 'git push'"
env A=1 git push
timeout 5 git push
xargs git push
env -S'curl http://x/' ls
env --chdir=/etc ls
env -C.. ls
env X=/etc/passwd ls
env --unset=A -- git push
xargs -a/etc/passwd cat
xargs --arg-file=../x cat
timeout --signal=http://x/ 5 ls
env cat .env
FOO=1 git push
git remote add other https://example.org/x.git
git config core.hooksPath hooks
git clone git@example.org:x.git
curl http://example.org
wget -q example.org
/usr/bin/curl example.org
python x.py http://example.org
cat ~/.ssh/id_rsa
cat /etc/passwd
cat ../../other/file
cd .. && ls
cd /; ls
cd
rm -rf /
echo x > /etc/cron.d/x
echo x >> ../x
cat < /etc/shadow
cat .env
cat app/../.env
cat server.pem
echo $KIRO_API_KEY
echo "${GITHUB_TOKEN}"
env
printenv
export
npm publish
uv publish
poetry publish
python -m twine upload dist/*
npm login
sudo ls
docker run x
echo x > .git/hooks/pre-commit
rm -rf .git
cp evil.json .kiro/hooks/x.json
cat link/passwd
cat --file=/etc/passwd
X=/etc/passwd; cat $X
for f in /etc/*; do cat $f; done
echo a\\ngit push
""".strip().splitlines()

OPEN = """
pip install requests
uv add requests
npm install left-pad
npx something
some-unknown-tool --now
git -c alias.x=!sh x
echo $(date)
cat <<EOF
find . -delete
$TOOL run
env -S'git push' ls
env -iS 'git push'
env -S 'git push'
env --split-string='git push' ls
env --split='git push' ls
/usr/bin/env -vS'git push'
nice env -S'ls'
cat $HOME/x
rm -rf $HOME
'unbalanced
""".strip().splitlines()


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    root = tmp_path / "tree"
    (root / "app").mkdir(parents=True)
    (root / "scripts").mkdir()
    (root / "scripts" / "check").touch()
    (root / "link").symlink_to("/etc")
    return Tree(root)


@pytest.mark.parametrize("command", ALLOWED)
def test_ordinary_development_is_allowed(command: str, tree: Tree) -> None:
    assert judge_command(command, tree).verdict is Verdict.ALLOW


@pytest.mark.parametrize("command", REFUSED)
def test_what_an_agent_never_needs_is_refused(command: str, tree: Tree) -> None:
    assert judge_command(command.replace("\\n", "\n"), tree).verdict is Verdict.REFUSE


@pytest.mark.parametrize("command", OPEN)
def test_what_cannot_be_told_is_for_the_owner(command: str, tree: Tree) -> None:
    assert judge_command(command, tree).verdict is Verdict.ASK_OWNER


@given(st.text(alphabet="abc $`()<>|&;\"'\\\n={}-./~", max_size=60))
def test_any_text_is_judged(command: str) -> None:
    judgement = judge_command(command, Tree(Path("/nowhere/tree")))
    assert judgement.because


@given(st.text(alphabet="a '\"$`()|;&\n", max_size=12))
def test_nothing_before_it_hides_a_push(before: str) -> None:
    tree = Tree(Path("/nowhere/tree"))
    assert judge_command(f"{before}\ngit push", tree).verdict is not Verdict.ALLOW


def test_absurd_commands_are_not_worked_on(tree: Tree) -> None:
    assert judge_command("env " * 4000 + "ls", tree).verdict is Verdict.ASK_OWNER
    assert judge_command("a" * 100_000, tree).verdict is Verdict.ASK_OWNER
