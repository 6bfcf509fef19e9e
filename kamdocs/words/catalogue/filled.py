"""KD19x, KD66x, KD680 to KD682: what is to be said of a form that was filled in and read back."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

FILLED: dict[str, Entry] = {
    "KD190": Entry(
        "form-unreadable",
        Text("没有读取：{reason}", "was not read: {reason}"),
        Text(
            "用Word或WPS打开核对，另存为.docx后再交",
            "Open it in Word or WPS, save it as .docx and hand it in again",
        ),
    ),
    "KD191": Entry(
        "no-form-of-ours",
        Text("不是已有的表单；可以读取的有：{known}", "is none of the forms; there are: {known}"),
        Text(
            "用“kamdocs render 表单 --blank -o 文件夹”生成的空白表单填写",
            "Fill in the empty form that “kamdocs render FORM --blank -o DIR” makes",
        ),
    ),
    "KD192": Entry(
        "form-laid-out-otherwise",
        Text(
            "控件或其标记已丢失，版式又与{form}不同：这里应是「{wanted}」，现在是「{found}」，丢失的没有读取",
            "has lost controls or their tags and is laid out otherwise than {form}: here should be "
            "“{wanted}”, there is “{found}”; what is lost was not read",
        ),
        Text(
            "用Word或WPS在空白表单里重新填写，不要增删栏目",
            "Fill in an empty form in Word or WPS, and leave its labels as they are",
        ),
    ),
    "KD193": Entry(
        "form-read-by-labels",
        Text(
            "控件的标记已丢失（如经LibreOffice另存），按栏目名称读取了{form}",
            "has lost the tags of its controls (LibreOffice drops them); {form} was read by its labels",
        ),
        Text("核对读出的内容", "Check what was read"),
    ),
    "KD194": Entry(
        "form-empty",
        Text("{form}里什么也没有填", "nothing is filled in ({form})"),
        Text("填写后再交", "Fill it in and hand it in again"),
    ),
    "KD195": Entry(
        "filled-in-twice",
        Text(
            "这里填的是「{other}」，同一栏在{place}填的是「{value}」，以后者为准",
            "“{other}” here, but the same field says “{value}” at {place}, which was taken",
        ),
        Text("两处填成一样", "Make the two the same"),
    ),
    "KD196": Entry(
        "figure-unknown",
        Text(
            "「{name}」不是评分指标的名称，没有读取「{value}」",
            "“{name}” names no figure of the grading; “{value}” was not read",
        ),
        Text("指标写成栏目的名称，如“回款率”", "Name it as the field is called, such as 回款率"),
    ),
    "KD197": Entry(
        "words-too-many",
        Text(
            "「{field}」有{count}个字，工作簿的一格只能放{most}个，其余没有写进去",
            "“{field}” holds {count} characters; a cell of a workbook takes {most}, the rest is left out",
        ),
        Text("缩短这一栏", "Shorten it"),
    ),
    "KD198": Entry(
        "control-gone",
        Text(
            "这里没有控件（删去了，或是另加的行），按位置读取了「{value}」",
            "has no control (deleted, or in a row that was added); “{value}” was read by its place",
        ),
        Text("核对读出的内容", "Check what was read"),
    ),
    "KD199": Entry(
        "beside-the-control",
        Text(
            "这一格里写的是「{value}」，控件里却只有「{held}」，控件以外的没有读取",
            "the cell says “{value}”, but its control only “{held}”; the rest was not read",
        ),
        Text("把内容写进控件", "Write it into the control"),
    ),
    "KD666": Entry(
        "box-says-otherwise",
        Text(
            "「{choice}」的方框看上去{looks}，控件里记的与此相反，按看上去的读取",
            "the box of “{choice}” looks {looks}, but its control says the opposite; it was read as "
            "it looks",
        ),
        Text(
            "核对读出的内容；在Word里点一下方框来勾选",
            "Check what was read; in Word, click on the box to tick it",
        ),
    ),
    "KD667": Entry(
        "unlike-the-form",
        Text(
            "这里与空白表单不同：应是「{wanted}」，现在是「{found}」，控件以外写的没有读取",
            "differs from the empty form: here should be “{wanted}”, there is “{found}”; what "
            "stands outside of the controls was not read",
        ),
        Text(
            "内容写进空白表单留出的地方，栏目的名称不要改",
            "Write into the places of the form, and leave its labels as they are",
        ),
    ),
    "KD668": Entry(
        "beyond-the-form",
        Text(
            "表单以外写的「{value}」没有读取",
            "“{value}” stands outside of all places of the form, and was not read",
        ),
        Text(
            "写进表单的栏目里，没有栏目的写进备注",
            "Write it into a place of the form, or into its remark",
        ),
    ),
    "KD669": Entry(
        "struck-out",
        Text(
            "这里划去或隐藏了的「{value}」没有读取",
            "“{value}” is struck out or hidden here, and was not read",
        ),
        Text(
            "不要的删掉；还要的取消删除线或隐藏",
            "Delete it, or take away the line through it if it still holds",
        ),
    ),
    "KD680": Entry(
        "form-of-another-template",
        Text(
            "这份{form}不是按这里的模板生成的，只读取了控件里的内容，控件以外写的没有核对",
            "this {form} was made from another template than the one used here; only what its "
            "controls hold was read, and nothing outside of them was looked at",
        ),
        Text(
            "用本公司自己的模板时，到写有[forms] folder的kamdocs.toml所在的文件夹里运行；不然请在“kamdocs "
            "render 表单 --blank -o 文件夹”生成的空白表单里重新填写",
            "Where a template of your own is used, run it in the folder of the kamdocs.toml that "
            "names its folder under [forms]; else fill in the empty form that “kamdocs render FORM "
            "--blank -o DIR” makes",
        ),
    ),
    "KD681": Entry(
        "printed-and-changed",
        Text(
            "「{field}」是生成时印上去的，不是填写的栏目，后来在这里改的没有读取",
            "“{field}” was printed when the form was made and is no place to fill in; what was "
            "changed here was not read",
        ),
        Text(
            "改它所依据的栏目，重新生成时会照着改；要说明的写进备注",
            "Change the fields that it comes from, and it will be printed so; an explanation goes "
            "into the remark",
        ),
    ),
    "KD682": Entry(
        "rows-taken-out",
        Text(
            "列表里比生成时少了{count}行，表格里的这些行没有因此改动",
            "its list has fewer rows than when the form was made (−{count}); the sheets still have "
            "them",
        ),
        Text(
            "确实作废的，在表格里也删去；误删的，重新生成这份表单",
            "Take them out of the sheets too if they do not hold any more; else make the form anew",
        ),
    ),
}
