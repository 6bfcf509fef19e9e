"""KD660 to KD665: reading on the machines of a cluster (--scheduler)."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

CLUSTER: dict[str, Entry] = {
    "KD660": Entry(
        "cluster-not-installed",
        Text(
            "--scheduler要用distributed，这里没有安装",
            "--scheduler needs distributed, which is not installed here",
        ),
        Text(
            '运行pip install "kamdocs[cluster]"；或不用--scheduler，在这台电脑上读取',
            'Run pip install "kamdocs[cluster]"; or leave --scheduler off, and the files are read on '
            "this computer",
        ),
    ),
    "KD661": Entry(
        "scheduler-address-wrong",
        Text(
            "“{address}”不能作调度器（scheduler）的地址",
            "“{address}” will not do as the address of a scheduler",
        ),
        Text(
            "写成tcp://主机:端口，就是dask scheduler启动时说的那个；Dask的配置里写了证书、要求加密的，写成tls://主机:端口",
            "Write tcp://HOST:PORT, as “dask scheduler” says when it starts; tls://HOST:PORT where "
            "the configuration of Dask names certificates and asks for encryption",
        ),
    ),
    "KD662": Entry(
        "scheduler-not-there",
        Text(
            "调度器“{address}”没有回应，没有读取",
            "the scheduler at “{address}” does not answer; nothing was read",
        ),
        Text(
            "看dask scheduler是否在运行、地址和防火墙对不对；或不用--scheduler，在这台电脑上读取",
            "See whether “dask scheduler” is running, the address is right and no firewall stands "
            "between; or leave --scheduler off, and the files are read on this computer",
        ),
    ),
    "KD663": Entry(
        "cluster-without-workers",
        Text(
            "调度器“{address}”下面没有工作进程（worker）",
            "the scheduler at “{address}” has no workers",
        ),
        Text(
            "在各台机器上运行dask worker {address}，再试一次",
            "Start “dask worker {address}” on the machines, and try again",
        ),
    ),
    "KD664": Entry(
        "cluster-of-other-versions",
        Text(
            "“{address}”的工作进程装的版本与这里不同，读出的结果可能不一样，没有读取"
            "（这里：{here}；那里：{there}）",
            "a worker of “{address}” has other versions than stand here, and might read otherwise; "
            "nothing was read (here: {here}; there: {there})",
        ),
        Text(
            "在每台机器上安装同一版本的Python、kamdocs和这些库，重新启动dask worker",
            "Install the same Python, kamdocs and libraries on each machine, and start its “dask "
            "worker” anew",
        ),
    ),
    "KD665": Entry(
        "cluster-without-kamdocs",
        Text(
            "“{address}”的调度器或工作进程运行不了kamdocs（{error}），没有读取",
            "the scheduler or a worker at “{address}” cannot run kamdocs ({error}); nothing was read",
        ),
        Text(
            "在调度器和每个工作进程的机器上都安装同一版本的“kamdocs[cluster]”，重新启动它们",
            "Install “kamdocs[cluster]” of the same version on the machine of the scheduler and of each "
            "worker, and start them anew",
        ),
    ),
}
