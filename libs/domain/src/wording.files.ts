import type { Bilingual } from './bilingual.ts';

/** What an uploader reads when a file is refused, set aside or flagged. `{x}` is filled in by the inspection. */
export const fileReasonWording = {
  'bad-name': { zh: '文件名不可用：{violation}', en: 'The file name cannot be used: {violation}' },
  empty: { zh: '文件是空的，请重新导出后上传', en: 'The file is empty; export it again' },
  'too-large': {
    zh: '文件超过 {limit} MB，请压缩图片或拆分后上传',
    en: 'The file is larger than {limit} MB; shrink its pictures or split it',
  },
  'extension-not-allowed': {
    zh: '不接收 .{extension} 文件，请转为 PDF、Office 文档或图片',
    en: '.{extension} files are not accepted; send a PDF, an Office document or a picture',
  },
  'type-not-allowed': {
    zh: '不接收这种内容（{actual}），请转为 PDF、Office 文档或图片',
    en: 'This kind of content ({actual}) is not accepted; send a PDF, an Office document or a picture',
  },
  'extension-mismatch': {
    zh: '扩展名是 .{extension}，内容却是 {actual}；请另存为正确格式',
    en: 'The extension is .{extension}, but the content is {actual}; save it in the right format',
  },
  polyglot: {
    zh: '文件里藏着另一种文件（{actual}）',
    en: 'The file also is, or hides, a file of another kind ({actual})',
  },
  damaged: { zh: '文件已损坏或不完整，请重新导出后上传', en: 'The file is damaged or cut off; export it again' },
  'zip-too-many-entries': { zh: '压缩包内文件过多', en: 'The package holds too many entries' },
  'zip-too-big': { zh: '压缩包解开后过大', en: 'The package unpacks to too much data' },
  'zip-ratio': { zh: '压缩比异常，疑似压缩炸弹', en: 'The compression ratio is that of a zip bomb' },
  'zip-overlap': { zh: '压缩包内文件互相重叠', en: 'Entries of the package overlap' },
  'zip-symlink': { zh: '压缩包内含符号链接', en: 'The package holds a symbolic link' },
  'zip-encrypted': { zh: '压缩包内有加密文件', en: 'The package holds an encrypted entry' },
  'zip-lying-size': { zh: '压缩包登记的大小与实际不符', en: 'The package states sizes that are not true' },
  'zip-inconsistent': { zh: '压缩包结构自相矛盾', en: 'The structure of the package contradicts itself' },
  'nested-archive': { zh: '文件内嵌有压缩包（{part}）', en: 'Another archive is packed inside ({part})' },
  'executable-inside': { zh: '文件内嵌有可执行程序（{part}）', en: 'A program is packed inside ({part})' },
  encrypted: {
    zh: '文件已加密，无法检查；请去掉密码',
    en: 'The file is encrypted and cannot be checked; remove the password',
  },
  macro: { zh: '文件含有宏或控件', en: 'The file contains macros or controls' },
  'external-link': {
    zh: '文件会自动加载外部内容（{target}）',
    en: 'The file loads outside content by itself ({target})',
  },
  'embedded-file': { zh: '文件内嵌有附件或对象', en: 'The file carries embedded files or objects' },
  'pdf-javascript': { zh: 'PDF 含有脚本', en: 'The PDF contains scripts' },
  'pdf-launch': { zh: 'PDF 会启动程序或发送数据', en: 'The PDF can start programs or send data' },
  dde: { zh: '含有会执行命令的公式或域（DDE）', en: 'A formula or field can run commands (DDE)' },
  'formula-injection': { zh: '表格单元含有可疑公式', en: 'A cell contains a suspicious formula' },
  'odd-xml': { zh: '内部结构写法异常，可能用于躲避检查', en: 'The markup is written in a way that evades checks' },
  'unreadable-part': { zh: '有一部分内容无法检查', en: 'A part of the content cannot be checked' },
  'not-checked-in-time': {
    zh: '内容过于复杂，未能在限时内查完',
    en: 'Too complex to be checked within the time limit',
  },
  'image-too-large': { zh: '图片像素过大', en: 'The picture has too many pixels' },
  'test-virus': { zh: '这是杀毒软件测试文件', en: 'This is the anti-virus test file' },
  'double-extension': { zh: '文件名含有双重扩展名', en: 'The file name has a double extension' },
} as const satisfies Record<string, Bilingual>;

export type FileReasonCode = keyof typeof fileReasonWording;

export const fileNameWording = {
  empty: { zh: '没有文件名', en: 'it is empty' },
  'too-long': { zh: '超过 255 字节', en: 'it is longer than 255 bytes' },
  'control-character': { zh: '含有控制字符', en: 'it contains control characters' },
  'invisible-character': {
    zh: '含有不可见或改变书写方向的字符',
    en: 'it contains invisible or direction-changing characters',
  },
  'path-separator': { zh: '含有路径分隔符', en: 'it contains a path separator' },
  'reserved-character': { zh: '含有 < > : " | ? * 之一', en: 'it contains one of < > : " | ? *' },
  dots: { zh: '以点开头或结尾', en: 'it begins or ends with a dot' },
  'device-name': { zh: '是系统保留的设备名', en: 'it is a device name of the system' },
} as const satisfies Record<string, Bilingual>;

export type FileNameViolation = keyof typeof fileNameWording;
