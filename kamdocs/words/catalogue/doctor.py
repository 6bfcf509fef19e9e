"""KD632 to KD642: what of a computer does not work, what that matters for, and how to mend it."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

DOCTOR: dict[str, Entry] = {
    "KD632": Entry(
        "library-lacking",
        Text(
            "缺少库{name}，或版本不对（需要{wanted}，现有{found}）：用到它的命令会出错",
            "the library {name} is lacking or of another version (wanted {wanted}, there is {found}): commands that use it will fail",
        ),
        Text(
            "在装kamdocs的环境里运行：python -m pip install --upgrade kamdocs，或照README重新安装",
            "In the environment of kamdocs run: python -m pip install --upgrade kamdocs, or install again as the README says",
        ),
    ),
    "KD633": Entry(
        "no-chinese-font",
        Text(
            "没有找到中文字体：Word表单、PDF和表格里的汉字可能显示成方框",
            "no font for Chinese was found: the characters of Word forms, PDFs and sheets may be shown as boxes",
        ),
        Text(
            "安装宋体、黑体、仿宋（Windows自带）；Linux上安装fonts-noto-cjk",
            "Install SimSun, SimHei and FangSong (Windows has them); on Linux the package fonts-noto-cjk",
        ),
    ),
    "KD634": Entry(
        "no-office",
        Text(
            "没有找到LibreOffice：不能用--pdf生成PDF，其他都不受影响",
            "LibreOffice was not found: --pdf makes no PDFs; nothing else needs it",
        ),
        Text(
            "要PDF的，安装LibreOffice；不要的，不必理会",
            "Install LibreOffice if you want PDFs; else do nothing",
        ),
    ),
    "KD635": Entry(
        "no-browser",
        Text(
            "没有找到浏览器：report.html和index.html要在别的电脑上看",
            "no browser was found: report.html and index.html have to be read on another computer",
        ),
        Text(
            "把结果文件夹拷到有浏览器的电脑上；findings.txt和findings.xlsx不用浏览器",
            "Copy the folder with the results to one with a browser; findings.txt and findings.xlsx need none",
        ),
    ),
    "KD636": Entry(
        "console-without-chinese",
        Text(
            "命令行的编码是{encoding}，显示不了汉字：屏幕上的汉字写成编号，文件不受影响",
            "the console's encoding is {encoding}, which has no Chinese: characters are shown on the screen by their numbers; files are as they should be",
        ),
        Text(
            "用-o把结果写进文件；或设置环境变量：Linux上LANG=C.UTF-8，Windows上PYTHONUTF8=1",
            "Write results into a file with -o; or set a variable, LANG=C.UTF-8 on Linux, PYTHONUTF8=1 on Windows",
        ),
    ),
    "KD637": Entry(
        "another-time-zone",
        Text(
            "这台电脑的时区是{zone}，不是北京时间：“今天”按北京时间算，是{day}",
            "the zone of this computer is {zone}, not that of China: “today” is the day in China, {day}",
        ),
        Text(
            "不必处理；要按别的一天检查，用--as-of",
            "Nothing to do; to check as of another day, use --as-of",
        ),
    ),
    "KD638": Entry(
        "folder-not-writable",
        Text(
            "文件夹“{folder}”不能写（{reason}）：结果写不进去",
            "the folder “{folder}” cannot be written ({reason}): results do not get into it",
        ),
        Text(
            "换一个有权写的文件夹，如“文档”里的；或请管理员给权限、清理磁盘",
            "Work in a folder that you may write, such as one in Documents; or have permissions or disk space seen to",
        ),
    ),
    "KD639": Entry(
        "little-memory",
        Text(
            "空闲内存{free} MB，少于读一个文件的上限{most} MB：特别大的表可能读不出来",
            "{free} MB of memory are free, less than the {most} MB that reading one file may take: very large sheets may not be read",
        ),
        Text(
            "关掉不用的程序，用--workers 1一次读一个；或在kamdocs.toml的[limits]里调低memory_mb",
            "Close other programs and read one file at a time with --workers 1; or lower memory_mb in [limits] of kamdocs.toml",
        ),
    ),
    "KD640": Entry(
        "file-names-without-chinese",
        Text(
            "系统的文件名编码是{encoding}：中文文件名读写会出错",
            "the system's file names are in {encoding}: files with Chinese names cannot be read or written",
        ),
        Text(
            "设置环境变量PYTHONUTF8=1（Linux上也可以设置LANG=C.UTF-8）后再运行",
            "Set the variable PYTHONUTF8=1 (or LANG=C.UTF-8 on Linux) and run again",
        ),
    ),
    "KD641": Entry(
        "no-configuration",
        Text(
            "没有找到kamdocs.toml：公司名称空着，按自带的制度检查",
            "there is no kamdocs.toml: no company is named, and sheets are held against policies as they come with kamdocs",
        ),
        Text(
            "用“kamdocs init 文件夹”新建一个工作文件夹，在里面运行",
            "Make a folder to begin with by “kamdocs init DIR”, and work in it",
        ),
    ),
    "KD642": Entry(
        "command-not-on-path",
        Text(
            "只写kamdocs找不到这条命令：每次都要写全路径，按TAB也不会补全",
            "the command kamdocs is not found by its name alone: its whole path has to be written, and TAB completes nothing",
        ),
        Text(
            "先打开环境：source .venv/bin/activate（Windows上是.venv\\Scripts\\activate），或写python -m kamdocs",
            "Switch the environment on first: source .venv/bin/activate (.venv\\Scripts\\activate on Windows), or write python -m kamdocs",
        ),
    ),
}
