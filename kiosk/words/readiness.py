"""The checklist of the evening before in words."""

from kiosk.core.readiness import State, Topic
from kiosk.words.catalogue import N_

TOPICS = {
    Topic.PROGRAMME: N_("Programme"),
    Topic.ROSTER: N_("List of people"),
    Topic.FONTS: N_("Names on badges"),
    Topic.RULE: N_("Certificates"),
    Topic.DESK: N_("This desk"),
    Topic.PRINTER: N_("Printer"),
    Topic.SCANNER: N_("Scanner"),
    Topic.CLOCK: N_("Clock and time zone"),
    Topic.DISK: N_("Disk"),
    Topic.BACKUP: N_("Backup"),
    Topic.FILE: N_("Event file"),
    Topic.SCREEN: N_("Screen"),
    Topic.SOUND: N_("Sound"),
    Topic.CAMERA: N_("Camera"),
    Topic.VOICE: N_("Voice"),
    Topic.KEY_RING: N_("Key ring"),
    Topic.HUB: N_("Hub"),
}
STATES = {
    State.READY: N_("ready"),
    State.ATTENTION: N_("check"),
    State.TROUBLE: N_("not ready"),
}
