"""Where theme files are looked for, and that none is read from outside."""

from pathlib import Path

from kazarchive.reading import theme_files


def test_a_sites_own_templates_go_before_the_bundled_ones(tmp_path: Path) -> None:
    bundled = theme_files.bundled() / "templates"
    assert theme_files.template_layers(tmp_path) == (bundled,)
    (tmp_path / "templates").mkdir()
    assert theme_files.template_layers(tmp_path) == (tmp_path / "templates", bundled)


def test_a_source_path_tells_whose_file_it_is(tmp_path: Path) -> None:
    assert theme_files.resolve(tmp_path, "static/a.css") == tmp_path / "static/a.css"
    path = theme_files.resolve(tmp_path, "theme:templates/base.html")
    assert path == theme_files.bundled() / "templates/base.html"
    assert path.is_file()


def test_a_template_is_read_through_no_link_out_of_the_project(tmp_path: Path) -> None:
    layer = tmp_path / "project/templates"
    layer.mkdir(parents=True)
    (tmp_path / "outside.html").write_text("outside")
    (layer.parent / "inside.html").write_text("inside")
    (layer / "out.html").symlink_to(tmp_path / "outside.html")
    (layer / "in.html").symlink_to(layer.parent / "inside.html")
    assert not theme_files.readable(layer, "out.html")
    assert theme_files.readable(layer, "in.html")
    assert not theme_files.readable(layer, "missing.html")
    assert not theme_files.readable(layer, "../../outside.html")
