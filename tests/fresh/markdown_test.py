"""What `follow` takes for a command."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import markdown

TEXT = '''# Title

## First

```sh
make all     # a comment
cat >file <<'END'
  a line # of the file
END

# nothing but a comment
curl -i http://localhost/ \\
     --silent              # 401: a token is missing
```

```
not a command
```

### Within the first

```sh
in the first, too
```

## Second

No commands.
'''


class Commands(unittest.TestCase):
    def texts(self, section):
        return [each.text for each in markdown.commands(TEXT, section)]

    def test_a_line_is_a_command_and_those_that_go_on_are_one(self):
        self.assertEqual(self.texts("First"), [
            "make all     # a comment",
            "cat >file <<'END'\n  a line # of the file\nEND",
            "curl -i http://localhost/ \\\n     --silent              # 401: a token is missing",
            "in the first, too"])

    def test_each_knows_its_line(self):
        self.assertEqual([each.line for each in markdown.commands(TEXT, "First")], [6, 7, 12, 23])

    def test_a_comment_that_begins_with_a_status_is_a_promise(self):
        self.assertEqual([each.expects for each in markdown.commands(TEXT, "First")],
                         [None, None, "401", None])

    def test_a_number_that_is_no_status_promises_nothing(self):
        for comment in ("# 19 MiB", "# 2000 rows", "# in 200 ms", "# 700"):
            self.assertIsNone(markdown.Command(1, f"true  {comment}").expects)

    def test_a_section_without_commands_is_refused_and_so_is_one_that_is_not_there(self):
        for section in ("Second", "Third"):
            with self.assertRaises(ValueError):
                markdown.commands(TEXT, section)

    def test_a_command_without_an_end_is_refused(self):
        with self.assertRaises(ValueError):
            markdown.commands("## A\n```sh\ncat <<END\nfor ever\n```\n", "A")


if __name__ == "__main__":
    unittest.main()
