"""The sentences of trouble with an event's own fields of its people."""

from kiosk.words.catalogue import N_

# fmt: off
OWN_FIELDS = {
    "own_field.no_label": N_("The name is missing. Say what is asked, such as T-shirt size."),
    "own_field.bad_code": N_("“{value}” cannot be the code of a field: letters, digits and “_” only, at most 40. Give it a short one."),
    "own_field.taken": N_("There is already an own field {field}. Give this one another code."),
    "own_field.unknown": N_("There is no own field {field}. Add it first, or choose one of the list."),
    "own_field.no_choices": N_("There is nothing to choose from. Enter the choices, separated by “;”."),
    "own_field.bad_value": N_("“{value}” cannot stand in the field {field}. Choose one of: {known}."),
}
# fmt: on
