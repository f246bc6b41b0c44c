"""Why a layout under work cannot be printed yet, said to somebody who sees the page and not a file."""

from kiosk.words import error_messages
from kiosk.words.catalogue import N_, _
from printing.layout_editing import LayoutFault

_TEXTS = {
    "layout.outside_page": N_("This extends beyond the page of {width} × {height} mm. Move it, or make it smaller."),
    "layout.covers_code": N_("This overlaps a code or the white margin it needs. Move one of them."),
    "layout.unreadable_qr": N_("A QR code of {size} mm is too small to be read. Make it at least {needed} mm."),
    "layout.not_in_barcode": N_("A bar code cannot contain {characters}. Use plain letters and digits, or a QR code."),
    "layout.unreadable_barcode": N_("A bar code of {width} mm is too narrow to be read. Make it at least {needed} mm."),
    "layout.text_too_tall": N_("Even the smallest size is taller than this text's box. Make the box taller."),
    "layout.invisible_box": N_("A box needs a filling or an edge. Give it one of them."),
    "layout.bad_hole": N_("A brace in this text does not belong to a field. Insert the field from the list."),
    "layout.unknown_field": N_("There is no field “{field}”. Insert one from the list."),
    "layout.picture_missing": N_("The picture {picture} is missing. Choose it again."),
    "layout.picture_unreadable": N_("{picture} cannot be read as a picture. Use PNG or JPEG."),
    "layout.out_of_range": N_("This value must be between {least} and {most}."),
    "layout.columns_too_wide": N_("The table is narrower than its columns. Make it {width} mm wide again, or wider."),
}


def fault_text(fault: LayoutFault) -> str:
    """One sentence: what is wrong, and the mend."""
    text = _TEXTS.get(fault.code)
    if text is None:
        return error_messages.explain(fault.code, {"file": _("This layout"), "line": "–", **fault.details})
    return _(text).format(**fault.details)
