"""KD560 to KD569, KD583, KD599: the workbook of findings, and what reviewers decided in it."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

DECISIONS: dict[str, Entry] = {
    "KD560": Entry(
        "waiver-awaits-approval",
        Text(
            "{by}对{clause}提出的豁免还没有人批准",
            "nobody has approved the waiver of {clause} that {by} asks for",
        ),
        Text(
            "由提出人以外的人批准，填上“批准人”，再用--decisions交回",
            "Have another person than the one who asks approve it, fill in “Approved by”, and hand it back with --decisions",
        ),
    ),
    "KD561": Entry(
        "alias-awaits-approval",
        Text(
            "{by}提出把「{name}」作为{customer}的别名，还没有人批准，暂不采用",
            "{by} asks to take “{name}” as an alias of {customer}; nobody has approved that, and it is not used yet",
        ),
        Text(
            "由提出人以外的人批准，填上“批准人”，再用--decisions交回",
            "Have another person than the one who asks approve it, fill in “Approved by”, and hand it back with --decisions",
        ),
    ),
    "KD562": Entry(
        "decision-on-nothing",
        Text(
            "「{id}」不是这次按制度检查的结果，所写的豁免不起作用",
            "“{id}” is no result of the policies in this run, so the waiver covers nothing",
        ),
        Text(
            "数据问题不能豁免，要在表里改正；其余的核对问题编号、制度和期间；不再需要的意见可以删去",
            "Findings on the data cannot be waived but are to be mended in the sheet; else check the id, the policies and the period; delete a decision that is not needed any more",
        ),
    ),
    "KD583": Entry(
        "decisions-without-ids",
        Text(
            "没有「问题编号」一列，看不出{count}项处理意见是对哪一项写的，都没有采用",
            "the column “Finding id” is missing, so it cannot be told on what {count:decision was|decisions were} made; none is taken",
        ),
        Text(
            "从原来的findings.xlsx把这一列放回来（各行要对齐），或在新的findings.xlsx里重写",
            "Put the column back from the findings.xlsx that it was in (row by row), or write the decisions into a new one",
        ),
    ),
    "KD563": Entry(
        "alias-of-nobody",
        Text(
            "档案里没有「{customer}」，不知道「{name}」是谁的别名",
            "the archive has no “{customer}”, so nobody can say whose alias “{name}” is",
        ),
        Text(
            "填档案里的客户编号或名称",
            "Fill in the code or the name of a customer of the archive",
        ),
    ),
    "KD564": Entry(
        "alias-of-another",
        Text(
            "「{name}」已经是{others}的名称或别名，不能又作为{customer}的别名",
            "“{name}” is a name of {others} already and cannot be an alias of {customer} as well",
        ),
        Text(
            "核对是哪一家；需要时先改正档案",
            "Check which customer is meant; correct the archive first where it is wrong",
        ),
    ),
    "KD565": Entry(
        "alias-decided",
        Text(
            "按处理意见，「{name}」作为{customer}的别名，由{by}批准",
            "by decision, “{name}” is taken as an alias of {customer}, approved by {by}",
        ),
        Text(
            "把这个别名写进档案，以后就不必再交处理意见",
            "Put the alias into the archive; then the decision need not be handed in again",
        ),
    ),
    "KD566": Entry(
        "findings-handed-in",
        Text(
            "这是kamdocs写的检查结果，跳过",
            "this is a workbook of findings that kamdocs wrote; passed over",
        ),
        Text(
            "其中的处理意见用--decisions交回",
            "Decisions in it are handed back with --decisions",
        ),
    ),
    "KD567": Entry(
        "no-decisions",
        Text(
            "没有找到“问题编号”和“处理意见”两栏，读不出处理意见",
            "no sheet has the columns “Finding id” and “Decision”; no decision could be read",
        ),
        Text(
            "交回kamdocs写的findings.xlsx，不要删改这两栏的表头",
            "Hand back the findings.xlsx that kamdocs wrote, with these two headings as they were",
        ),
    ),
    "KD568": Entry(
        "alias-by-oneself",
        Text(
            "「{by}」既是提出人又是批准人，「{name}」不作为{customer}的别名",
            "“{by}” asked for this alias and approved it; “{name}” is not taken as an alias of {customer}",
        ),
        Text("由另一个人批准", "Have another person approve it"),
    ),
    "KD569": Entry(
        "decided-twice",
        Text(
            "同一个问题在{other}另有不同的处理意见，两处都不采用",
            "another decision on the same finding stands in {other}; neither is taken",
        ),
        Text("留下一处，删去另一处", "Keep one of them and delete the other"),
    ),
    "KD599": Entry(
        "alias-without-a-name",
        Text(
            "这一项说的不是客户名称对不上，不能写“别名”",
            "this finding is not about a customer's name, so there is nothing to take as an alias",
        ),
        Text(
            "把别名写在说名称不在档案里的那一项旁边；要豁免的写“豁免”",
            "Decide the alias beside the finding that says a name is not in the archive; write “Waive” for a waiver",
        ),
    ),
}
