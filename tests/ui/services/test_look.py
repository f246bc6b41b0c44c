"""Themes and sizes of text, changed while the window is open."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from kiosk import settings
from kiosk.ui.check_in.answer_panel import AnswerPanel
from kiosk.ui.check_in.answer_text import Kind, Shown
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.frame.rail import SCREENS
from kiosk.ui.services.look import theme_for
from kiosk.ui.settings.look_section import LookSection
from kiosk.ui.settings.settings_screen import SettingsScreen
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.palettes import THEMES
from kiosk.ui.widgets.symbols import Symbol
from tests.ui.reading import finish_reading

NAMES = [name for name, *_rest in SCREENS]


@pytest.fixture
def look(window: MainWindow) -> LookSection:
    """The section of the settings in which the look is chosen, in front."""
    window.show_screen("settings")
    screen = window.findChild(SettingsScreen)
    screen.show_section(LookSection)
    return screen.section(LookSection)


def settle(qtbot) -> None:
    qtbot.wait(20)
    QCoreApplication.processEvents()


def colour_at(window: QWidget, point: QPoint) -> QColor:
    pixels: QPixmap = window.grab()
    image: QImage = pixels.toImage()
    return image.pixelColor(point)


def test_the_look_is_chosen_in_the_settings_and_holds_at_once(window, look):
    corner = QPoint(window.width() - 6, window.height() - 6)
    for name in ("dark", "contrast", "light"):
        look.themes[name].click()
        assert settings.load().theme == name
        assert colour_at(window, corner) == QColor(THEMES[name].page)
    before = theme.px(100)
    look.sizes[200].click()
    assert theme.px(100) == 2 * before
    assert settings.load().text_size == 200
    look.sizes[100].click()
    assert theme.px(100) == before


@pytest.mark.parametrize(
    ("chosen", "scheme", "more_contrast", "expected"),
    [
        ("auto", Qt.ColorScheme.Unknown, False, "light"),
        ("auto", Qt.ColorScheme.Light, False, "light"),
        ("auto", Qt.ColorScheme.Dark, False, "dark"),
        ("auto", Qt.ColorScheme.Dark, True, "contrast"),
        ("light", Qt.ColorScheme.Dark, True, "light"),
        ("contrast", Qt.ColorScheme.Light, False, "contrast"),
        ("a theme of tomorrow", Qt.ColorScheme.Dark, False, "dark"),
    ],
)
def test_the_theme_is_the_chosen_one_or_what_the_system_says(chosen, scheme, more_contrast, expected):
    assert theme_for(chosen, scheme, more_contrast=more_contrast) == expected


def test_pictures_on_buttons_take_the_colour_of_the_theme(window, look):
    button = QPushButton()
    button.setIcon(theme.icon("search"))

    def ink() -> set[str]:
        image = button.icon().pixmap(64, 64).toImage()
        points = [(x, y) for x in range(0, 64, 2) for y in range(0, 64, 2)]
        return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}

    assert ink() == {QColor(THEMES["light"].ink).name()}
    look.themes["dark"].click()
    assert ink() == {QColor(THEMES["dark"].ink).name()}


# -- sizes -------------------------------------------------------------------------------------------------------------


def out_of_sight(window: MainWindow) -> list[int]:
    areas = [window.check_in.area, window._scroller, window.rail.findChild(QScrollArea)]
    return [bar.maximum() for area in areas for bar in (area.verticalScrollBar(), area.horizontalScrollBar())]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("text_size", [100, 125])
@pytest.mark.parametrize("name", THEMES)
def test_the_check_in_screen_needs_no_scrolling(window, people, qtbot, language, text_size, name):
    window.device.change(language=language, theme=name, text_size=text_size)
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(people[0].ticket_code)
    qtbot.waitUntil(lambda: not any(out_of_sight(window)))
    seen = QRect(QPoint(), window.size())
    for button in (window.check_in.look_up, window.check_in.badge, window.check_in.undo, window.check_in.override):
        place = QRect(button.mapTo(window, QPoint()), button.size())
        assert seen.contains(place), button.text()
        qtbot.waitUntil(lambda button=button: button.width() >= button.minimumSizeHint().width())


@pytest.mark.parametrize("text_size", [150, 200])
def test_large_text_scrolls_downwards_only_and_the_answer_stays_whole(window, people, qtbot, text_size):
    window.device.change(text_size=text_size)
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(people[0].ticket_code)
    settle(qtbot)
    for name in NAMES:
        window.show_screen(name)
        settle(qtbot)
        assert window.rail.findChild(QScrollArea).verticalScrollBar().maximum() == 0
    window.show_screen("check_in")
    settle(qtbot)
    area = window.check_in.area
    qtbot.waitUntil(lambda: area.horizontalScrollBar().maximum() == 0)
    assert area.verticalScrollBar().maximum() > 0
    panel = window.check_in.panel

    def is_whole() -> bool:
        seen = QRect(QPoint(), area.viewport().size())
        return seen.contains(QRect(panel.mapTo(area.viewport(), QPoint()), panel.size()))

    qtbot.waitUntil(is_whole)
    window.check_in.status.setFixedHeight(window.check_in.status.height() + 40)  # something at the foot takes room
    settle(qtbot)
    qtbot.waitUntil(is_whole)


def test_the_keyboard_reaches_what_is_below_the_answer(window, qtbot):
    window.device.change(text_size=200)
    settle(qtbot)
    window.check_in.look_up.setFocus()
    for _press in range(20):
        if window.check_in.scans.hasFocus():
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert window.check_in.scans.hasFocus()
    area = window.check_in.area
    top = window.check_in.scans.mapTo(area.viewport(), QPoint()).y()
    assert top < area.viewport().height()


EXTREME = Shown(
    Kind.ATTENTION,
    Symbol.ATTENTION,
    "Not on the list of this session",
    place="Entry  ·  Open-innovation partnering with large companies",
    name="Alexandrina Konstantinopoulou-Featherstonehaugh",
    details="Changwon National University, Institute of Machine Technology  ·  academia  ·  ···0009",
    message="Not on the list of Open-innovation partnering with large companies. Ask the organiser at the desk.",
    aside="Admit anyway: F9",
    note="Uses a wheelchair; an interpreter for sign language comes with her",
)


@pytest.mark.parametrize("size", [(520, 300), (700, 420), (1100, 640), (480, 520)])
def test_nothing_on_the_answer_is_painted_over_anything_else(looks, qtbot, size):
    panel = AnswerPanel()
    qtbot.addWidget(panel)
    panel.resize(*size)
    panel.show_answer(EXTREME)
    scale = panel._fitting_scale()
    inner = panel._inner()
    assert panel._least_height(inner.width()) <= inner.height(), f"{scale} is still too large"


def test_what_was_made_before_the_size_changed_looks_as_if_made_after(window, qtbot):
    """A screen made at 100 % and taken to 150 % stands as one that is made at 150 %."""
    others = ("people", "documents", "settings")

    def places(name: str) -> list[QRect]:
        window.show_screen(name)
        finish_reading(qtbot, window.desk)  # figures are read from the file, and the row is laid out after that
        screen = window._screens[name]
        parts = [each for each in screen.findChildren(QWidget) if isinstance(each, QLabel | QPushButton | QLineEdit)]
        return [QRect(part.mapTo(screen, QPoint()), part.size()) for part in parts if part.isVisible()]

    for name in others:
        places(name)
    window.device.change(text_size=150)
    changed = {name: places(name) for name in others}
    for name in others:
        window._stack.removeWidget(window._screens[name])
        window._screens.pop(name).deleteLater()
    for name, before in changed.items():
        for one, other in zip(before, places(name), strict=True):
            assert abs(one.x() - other.x()) <= 8, name
            assert abs(one.width() - other.width()) <= 8 + 0.2 * other.width(), name
            # Gaps that nobody set are the style's own, and grow only where they are on the screen already.
            assert abs(one.y() - other.y()) <= 8 + 0.1 * other.y(), name


def test_many_small_steps_lose_nothing(looks, qtbot):
    held = QWidget()
    qtbot.addWidget(held)
    held.setLayout(page.row(QLabel("a"), QLabel("b"), spacing=3, margins=5))
    held.setMinimumWidth(theme.px(21))
    before = [held.layout().spacing(), held.layout().contentsMargins().left(), held.minimumWidth()]
    for height in [*range(768, 1400, 7), *range(1400, 768, -7), 700]:
        theme.fit_height(height)
    after = [held.layout().spacing(), held.layout().contentsMargins().left(), held.minimumWidth()]
    assert after == before


def test_a_dialog_taller_than_the_screen_scrolls(window, qtbot):
    window.device.change(text_size=200)
    dialog = Dialog(window)
    dialog.setLayout(page.column(*[page.button() for _row in range(30)]))
    last = dialog.layout().itemAt(29).widget()
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.height() <= window.height()
    assert last.window() is dialog
    area = dialog.findChild(QScrollArea)
    area.ensureWidgetVisible(last)
    qtbot.waitUntil(lambda: last.mapTo(dialog, QPoint()).y() < dialog.height())
    dialog.close()


def test_a_dialog_that_has_its_room_does_not_scroll(window, qtbot):
    dialog = Dialog(window)
    dialog.setLayout(page.column(*[page.button() for _row in range(3)]))
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.findChild(QScrollArea) is None
    dialog.close()


def test_a_picture_of_ours_bears_that_qt_makes_an_icon_anew(looks: None):
    icon = theme.icon("home", theme.ON_NAVY)
    other = QIcon(icon)
    other.setIsMask(True)  # now it needs an engine of its own
    del icon
    assert other.pixmap(QSize(20, 20)).size() == QSize(20, 20)
