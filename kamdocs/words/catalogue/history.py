"""KD574 to KD580, KD584 to KD586, KD588, KD643: earlier reports in a folder, and what of them cannot be put side by side."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

HISTORY: dict[str, Entry] = {
    "KD574": Entry(
        "no-earlier-report",
        Text(
            "不能作为以前的结果：{reason}",
            "this cannot be taken as an earlier result: {reason}",
        ),
        Text(
            "放进kamdocs写出的findings.json；不是的文件移出去",
            "Put the findings.json there that kamdocs wrote; move other files away",
        ),
    ),
    "KD575": Entry(
        "same-report-twice",
        Text("与{other}一模一样，只算一次", "the same as {other}; it counts once"),
        Text("可以删去一份", "One of them may be deleted"),
    ),
    "KD576": Entry(
        "other-run-of-the-period",
        Text(
            "{period}（检查日{day}）另有一次结果，以{other}为准：检查日较晚的算，同一检查日的以最后保存的为准",
            "there is another run of {period} (this one as of {day}), and {other} counts: the later day does, and of one day the file saved last",
        ),
        Text("要用这一份，就把另一份移出去", "To have this one counted, move the other one away"),
    ),
    "KD577": Entry(
        "history-of-another-role",
        Text(
            "这份结果是给角色「{name}」看的，这次是「{other}」，没有采用",
            "this was shown to the role “{name}”, this run is for “{other}”; it is not used",
        ),
        Text(
            "用同一角色的结果，或去掉--role",
            "Use results of the same role, or leave --role away",
        ),
    ),
    "KD578": Entry(
        "history-by-another-version",
        Text(
            "{period}按{policy}第{versions}版检查，这次按第{now}版：这项制度只列数目，不说变好变坏",
            "{period} was held against version {versions} of {policy}, this run against version {now}: of this policy only numbers are shown, not what got better or worse",
        ),
        Text(
            "要比较，就用同一版本把那一期再检查一次",
            "To compare, check that period again by the same version",
        ),
    ),
    "KD579": Entry(
        "history-of-other-customers",
        Text(
            "{period}的客户与这次不同：比这次多{gone}家，少{come}家；数目不是同一批客户的",
            "{period} is of other customers than this run: {gone:is|are} not in this one, {come:was|were} not in that one; the numbers are not of the same customers",
        ),
        Text("比较时留意", "Mind that when you compare"),
    ),
    "KD580": Entry(
        "report-is-later",
        Text(
            "检查日{day}晚于这次，不是以前的结果，没有采用",
            "its day {day} is after that of this run, so it is none of the earlier ones and is not used",
        ),
        Text("改用较晚的--as-of，或把它移出去", "Use a later --as-of, or move it away"),
    ),
    "KD584": Entry(
        "report-of-no-period",
        Text(
            "不是某一期的检查结果（例如validate的结果），没有采用",
            "it is no result of a period (one of validate has none) and is not used",
        ),
        Text(
            "用check --format json或review的findings.json",
            "Use what check --format json or review wrote",
        ),
    ),
    "KD585": Entry(
        "report-of-a-later-period",
        Text(
            "{period}比这次的期间结束得晚，不是以前的一期，没有采用",
            "{period} ends after the period of this run, so it is none before it and is not used",
        ),
        Text("检查较晚的一期时再用", "Use it when a later period is checked"),
    ),
    "KD586": Entry(
        "history-by-other-policies",
        Text(
            "{period}按{policies}检查，这次按{now}：各类结果的总数不是同一批制度的",
            "{period} was held against {policies}, this run against {now}: the totals are not of the same policies",
        ),
        Text(
            "要比较总数，就用同样的制度把那一期再检查一次",
            "To compare the totals, check that period again by the same policies",
        ),
    ),
    "KD643": Entry(
        "history-of-another-company",
        Text(
            "{period}的客户与这次没有一家相同，是别的公司的结果，没有采用",
            "{period} has no customer in common with this run: it is another company's and is not used",
        ),
        Text(
            "每家公司以前的结果各放一个文件夹",
            "Keep the earlier results of each company in a folder of their own",
        ),
    ),
    "KD588": Entry(
        "history-was-a-trial",
        Text("{trial}；没有采用", "{trial}; it is not used"),
        Text(
            "用不带--set的结果；试算的另放一个文件夹",
            "Use results made without --set, and keep those of trials in another folder",
        ),
    ),
}
