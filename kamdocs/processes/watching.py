"""How much memory there is and how much a process takes, by psutil: where a system does not hold
processes to a limit, somebody has to look."""


def free_memory() -> int:
    """The bytes of memory that programs may still take on this machine."""
    import psutil

    return int(psutil.virtual_memory().available)


def resident(process: int) -> int:
    """The bytes that a process has in memory; 0 of one that has ended."""
    import psutil

    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0
