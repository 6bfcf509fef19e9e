"""What the places are called that are no field of a sheet but worked out."""

from collections.abc import Mapping

from kamdocs.model import Text

COMPUTED: Mapping[str, Text] = {
    "form.title": Text("表单名称", "Title of the form"),
    "form.clause": Text("附件或条款号", "Clause of the form"),
    "form.company": Text("公司名称（kamdocs.toml）", "Company, from kamdocs.toml"),
    "form.confidentiality": Text("密级", "Confidentiality"),
    "customer.three_in_one": Text("已三证合一", "Three certificates in one"),
    "year.year": Text("年度", "Year"),
    "year.volume": Text("经营数量", "Volume"),
    "year.change": Text("同比", "Change on the year before"),
    "year.remark": Text("备注", "Remark"),
    "person.name": Text("姓名", "Name"),
    "person.department": Text("部门", "Department"),
    "person.post": Text("职务", "Post"),
    "action.number": Text("序号", "Number"),
    "action.matter": Text("事项", "Matter"),
    "action.outcome": Text("处理结果", "Outcome"),
    "action.owner": Text("责任人", "Person responsible"),
    "action.due": Text("期限", "Due day"),
    "month.name": Text("月份（2026年9月）", "Month, in words"),
    "month.number": Text("月份（2026-09）", "Month, in figures"),
    "month.department": Text("填报部门", "Department"),
    "month.reporter": Text("编制人", "Reporter"),
    "month.submitted_on": Text("填报日期", "Day of the report"),
    "month.reported": Text("已报户数", "How many have reported"),
    "month.volume": Text("业务量合计", "Total volume"),
    "month.month_change": Text("合计环比", "Change of the total on the month before"),
    "month.year_change": Text("合计同比", "Change of the total on the year before"),
    "month.note": Text("满意度和市场份额", "Satisfaction and market share"),
    "month.volumes": Text("十二个月业务量折线图", "Line chart of twelve months of volume"),
    "status.number": Text("序号", "Number"),
    "status.tier": Text("客户分类", "Tier"),
    "status.month_change": Text("环比", "Change on the month before"),
    "status.year_change": Text("同比", "Change on the year before"),
}
