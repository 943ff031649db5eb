"""Wordings of problems with templates, configuration, output and imported documents."""

from kazarchive.problems.wording import DISK, LOCKED, USAGE, Wording, error, warning

TEMPLATES: dict[str, Wording] = {
    "K0501": error(
        "the template failed on `{about}`{more}: {reason}",
        "docs/commands.md lists the variables of each template",
    ),
    "K0502": error("there is no template `{name}`", "restore it in templates/"),
    "K0503": error("the translation file cannot be read: {reason}", "fix it, or remove it"),
    "K0504": error(
        "there is no bundled template `{name}`{suggestion}",
        "`kazarchive template --list` shows them all",
        USAGE,
    ),
    "K0505": error(
        "the archive has this template already", "edit it, or remove it to copy it again"
    ),
    "K0506": error(
        "the template cannot be written: {reason}", "check the permissions of the folder"
    ),
    "K0507": warning(
        "the bundled template has changed since this copy of version {version}",
        "rename the copy, run `kazarchive template` again, and repeat your changes",
        told="check",
    ),
}

CONFIGURATION: dict[str, Wording] = {
    "K0601": error(
        "kazarchive.toml is not valid TOML: {reason}", "see docs/configuration.md", USAGE
    ),
    "K0602": error("unknown key `{key}`{suggestion}", "the keys here are {known}", USAGE),
    "K0603": error("`{key}` is {found}; it must be {wanted}", "{hint}", USAGE),
    "K0604": error("`{key}` is missing", "{hint}", USAGE),
    "K0605": error(
        "no kazarchive.toml here or in any folder above",
        "change to an archive, name one with `--root`, or create one with `kazarchive init DIR`",
        USAGE,
    ),
    "K0606": error(
        "kazarchive.toml is {what}, not a file",
        "replace it with a file; docs/configuration.md describes it",
        USAGE,
    ),
    "K0607": error(
        "kazarchive.toml cannot be read: {reason}",
        "check its permissions, and where a symbolic link points",
        USAGE,
    ),
    "K0608": error(
        "kazarchive.toml has {size} bytes; 1,000,000 are allowed",
        "is this the right file? docs/configuration.md describes it",
        USAGE,
    ),
    "K0609": warning(
        "`base_url` is still the placeholder of `init`",
        "write the address at which readers will find the site; feeds, the sitemap and citations"
        " contain it",
    ),
}

OUTPUT: dict[str, Wording] = {
    "K0701": error(
        "the output folder is not empty and was not made by this archive",
        "name another folder with `--output`, or empty this one yourself",
        USAGE,
    ),
    "K0702": error(
        "cannot write: {reason}",
        "the published site is intact; free space or fix permissions, then run again",
        DISK,
    ),
    "K0703": error(
        "another build of this archive is running{owner}",
        "wait until it has finished, then try again",
        LOCKED,
    ),
    "K0704": warning(
        "the build state was {reason}; rebuilding it", "nothing is lost; this build takes longer"
    ),
    "K0705": error(
        "a file that kazarchive did not create is in the place of `{address}`",
        "move it away; nothing was overwritten",
        USAGE,
    ),
    "K0706": error(
        "the output folder would contain or be inside `{folder}`, which contains sources",
        "choose another folder",
        USAGE,
    ),
    "K0707": error(
        "`{path}` differs from a clean build: {difference}",
        "`kazarchive build --full` rebuilds it; please report this",
    ),
    "K0708": error("the build state is damaged", "run `kazarchive build`, which rebuilds it", DISK),
    "K0709": error(
        "a worker process was killed",
        "probably out of memory; try `--jobs 1`. The published site is intact",
        DISK,
    ),
    "K0710": warning("a published file {what}", "the next build restores it"),
    "K0711": error(
        "a preview of this archive is already running at {address}",
        "open that address, or stop it first",
        LOCKED,
    ),
    "K0712": error("nothing is published yet", "run `kazarchive build` first", USAGE),
}
