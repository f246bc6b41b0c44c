"""A network that can be cut and stalled: a relay on this computer between one desk and the hub."""

import contextlib
import selectors
import socket
import threading


class Relay:
    """Listens on a port of its own and passes everything on to ``target``; use from one thread."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._wakened, self._waker = socket.socketpair()
        self._orders: list[str] = []
        self._stalled = self._closed = False
        self._thread = threading.Thread(target=self._run, name=f"relay {self.port}", daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """End every connection there is, without a word."""
        self._order("cut")

    def stall(self, stalled: bool) -> None:
        """Pass nothing on, and end nothing: what a full or sleeping network does."""
        self._stalled = stalled
        self._order("look")

    def close(self) -> None:
        """No more."""
        self._closed = True
        self._order("cut")
        self._thread.join()

    def _order(self, order: str) -> None:
        self._orders.append(order)
        self._waker.send(b"!")

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._wakened, selectors.EVENT_READ)
            while not self._closed:
                for key, _events in selector.select():
                    if key.fileobj is self._wakened:
                        self._wakened.recv(100)
                        self._obey(selector)
                    elif key.fileobj is self._listener:
                        self._accept(selector)
                    elif self._stalled:
                        # The selector would tell of it again and again: looked at anew when the stall ends.
                        selector.unregister(key.fileobj)
                    else:
                        self._pass_on(selector, key.fileobj)
        for end in (self._listener, self._wakened, self._waker, *self._pairs):
            end.close()

    def _obey(self, selector: selectors.BaseSelector) -> None:
        while self._orders:
            if self._orders.pop() == "cut":
                for end in list(self._pairs):
                    self._drop(selector, end)
        if not self._stalled:
            for end in self._pairs:
                with contextlib.suppress(KeyError):  # still registered
                    selector.register(end, selectors.EVENT_READ)

    def _accept(self, selector: selectors.BaseSelector) -> None:
        near, _ = self._listener.accept()
        try:
            far = socket.create_connection(("127.0.0.1", self._target), timeout=2)
        except OSError:
            near.close()
            return
        self._pairs |= {near: far, far: near}
        for end in (near, far):
            end.setblocking(True)
            end.settimeout(2)
            selector.register(end, selectors.EVENT_READ)

    def _pass_on(self, selector: selectors.BaseSelector, end: socket.socket) -> None:
        try:
            content = end.recv(65536)
            if content:
                self._pairs[end].sendall(content)
                return
        except OSError:
            pass
        except KeyError:  # its other end was dropped in this very round
            return
        self._drop(selector, end)

    def _drop(self, selector: selectors.BaseSelector, end: socket.socket) -> None:
        other = self._pairs.pop(end, None)
        for one in (end, other):
            if one is not None:
                self._pairs.pop(one, None)
                with contextlib.suppress(KeyError, ValueError):
                    selector.unregister(one)
                one.close()
