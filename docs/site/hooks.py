"""Hooks of mkdocs: the navigation is what exists, and links out of docs/ become plain text."""
import pathlib
import re

HERE = pathlib.Path(__file__).parent
FENCE = re.compile(r"^(```.*?^```\s*$)", re.M | re.S)
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


def on_config(config):
    """A folder in the navigation stands for its pages, by name."""
    docs = HERE.parent
    for section in config["nav"]:
        for name, value in section.items() if isinstance(section, dict) else ():
            if isinstance(value, str):
                section[name] = [str(page.relative_to(docs)) for page in sorted((docs / value).glob("*.md"))]
    return config


def on_files(files, config):
    """These two files are no part of the site."""
    for file in [file for file in files if file.src_path.startswith("site/")]:
        files.remove(file)
    return files


def on_page_markdown(markdown, page, config, files):
    folder = pathlib.PurePosixPath(page.file.src_path).parent

    def leads_out(target):  # a folder has no page either; what is missing stays, and is an error
        parts = []
        for part in (folder / target).parts:
            if part == ".." and not parts:
                return True
            parts.pop() if part == ".." else parts.append(part)
        return HERE.parent.joinpath(*parts).is_dir()

    def replace(match):
        target = match[3].split("#")[0]
        if not target or ":" in target or not leads_out(target):
            return match[0]
        return match[2]

    pieces = FENCE.split(markdown)
    return "".join(piece if piece.startswith("```") else LINK.sub(replace, piece) for piece in pieces)
