"""What all groups of settings have in common."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A group of settings; unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
