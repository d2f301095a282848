from typing import Self, SupportsIndex


class Secret(str):
    """An opened value: a string in every way, but it shows itself in no repr and no pickle."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "•••"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: dict[int, object]) -> Self:
        return self

    def __reduce_ex__(self, _protocol: SupportsIndex) -> str | tuple[object, ...]:
        raise TypeError("An opened sealed value is not pickled: send the row's id instead.")
