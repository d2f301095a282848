"""A mail server on this machine that takes letters, or refuses, hangs, or goes silent after one."""

import asyncio
import threading
from collections import Counter
from email import message_from_bytes
from email.policy import SMTP

MODES = ("take", "refuse", "hang", "forget")  # forget: take it, and close without saying so


class Post:
    """Counts each letter by its Message-ID, with the marks that it bore."""

    def __init__(self):
        self.mode = "take"
        self.taken = Counter()
        self.met = Counter()  # how many letters met each mode
        self.loop = asyncio.new_event_loop()
        # In its thread from the first: a browser's test may have left a loop running in this one.
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.server = self._within(self._listen())
        self.port = self.server.sockets[0].getsockname()[1]

    async def _listen(self):
        return await asyncio.start_server(self._meet, "127.0.0.1", 0, limit=1 << 20)

    def close(self):
        self._within(self._hang_up())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()

    def _within(self, act):
        return asyncio.run_coroutine_threadsafe(act, self.loop).result(timeout=30)

    async def _hang_up(self):
        self.server.close()
        talks = asyncio.all_tasks() - {asyncio.current_task()}
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def repeats(self):
        """Give how often each letter that came more than once was repeated."""
        return {letter: times - 1 for letter, times in self.taken.items() if times > 1}

    async def _meet(self, reader, writer):
        try:
            await self._converse(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _converse(self, reader, writer):
        await self._say(writer, "220 here")
        while line := await reader.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                if not await self._data(reader, writer):
                    return
            elif word == b"QUIT":
                await self._say(writer, "221 bye")
                return
            else:
                await self._say(writer, "250 well")

    async def _data(self, reader, writer):
        """Take one letter as the mode of this moment has it; tell whether to go on."""
        mode = self.mode
        self.met[mode] += 1
        if mode == "hang":
            await asyncio.sleep(60)
            return False
        await self._say(writer, "354 go on")
        letter = await reader.readuntil(b"\r\n.\r\n")
        if mode == "refuse":
            await self._say(writer, "451 not now")
            return True
        self.taken[message_from_bytes(letter, policy=SMTP)["Message-ID"]] += 1
        if mode == "forget":
            return False
        await self._say(writer, "250 taken")
        return True

    async def _say(self, writer, words):
        writer.write(f"{words}\r\n".encode())
        await writer.drain()
