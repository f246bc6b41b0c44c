"""QR codes read from pictures of every pixel format, turned, small and out of focus."""

import random

import pytest
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from kiosk.scanners.qr_reader import SECOND_LOOK_EVERY, Luma, QrReader
from kiosk.scanners.video_frames import luma_of, preview_of
from tests.scanners.desk import FOREIGN, TICKET
from tests.scanners.scenes import HEIGHT, WIDTH, frame_of, scene

Pixels = QVideoFrameFormat.PixelFormat
FORMATS = [
    *(Pixels.Format_NV12, Pixels.Format_YUV420P, Pixels.Format_YUV422P, Pixels.Format_YUYV, Pixels.Format_UYVY),
    *(Pixels.Format_Y8, Pixels.Format_BGRA8888),
]


def read(*texts, reader=None, **how):
    picture = scene(*texts, **how)
    return (reader or QrReader()).read(Luma(memoryview(picture.tobytes()), WIDTH, HEIGHT, WIDTH))


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_a_code_is_read_in_every_pixel_format_that_cameras_use(kind):
    with luma_of(frame_of(scene(TICKET), kind)) as luma:
        assert QrReader().read(luma) == [TICKET]
        preview = preview_of(luma, 320)
    assert (preview.width(), preview.height()) == (320, 240)
    assert preview.pixelColor(2, 2).lightness() in range(105, 116)  # the grey of the room, not a colour's


@pytest.mark.parametrize("degrees", [0, 17, 45, 90, 133, 180])
@pytest.mark.parametrize("text", [TICKET, FOREIGN])
def test_a_code_is_read_however_it_is_held(text, degrees):
    assert read(text, degrees=degrees) == [text]


def test_both_of_two_codes_are_seen_and_one_shown_twice_is_one():
    assert set(read(TICKET, FOREIGN)) == {TICKET, FOREIGN}
    assert read(TICKET, TICKET) == [TICKET]


def test_an_empty_room_holds_nothing():
    assert read() == []


def test_a_frame_that_is_none_is_left_alone():
    with luma_of(QVideoFrame()) as luma:
        assert luma is None


def test_the_second_look_reads_more_of_what_is_small_and_out_of_focus():
    chance = random.Random(11)
    plain = second = 0
    for _ in range(60):
        how = {"degrees": chance.uniform(0, 90), "blur": chance.uniform(0.8, 1.6), "module": 3}
        plain += read(TICKET, **how) == [TICKET]
        reader = QrReader()
        second += any(read(TICKET, reader=reader, **how) == [TICKET] for _ in range(SECOND_LOOK_EVERY))
    assert second > plain


def test_noise_is_no_code():
    chance = random.Random(3)
    reader = QrReader()
    for _ in range(6):
        noise = memoryview(chance.randbytes(WIDTH * HEIGHT))
        assert reader.read(Luma(noise, WIDTH, HEIGHT, WIDTH)) == []
