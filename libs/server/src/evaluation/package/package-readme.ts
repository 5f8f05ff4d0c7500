/** The evaluation that this one takes the place of. */
export interface Corrected {
  id: string;
  name: string;
  sha256: string;
  reason: string;
}

const correction = ({ id, name, sha256, reason }: Corrected): string => `
本次评价更正“${name}”(${id}, SHA-256 ${sha256})。理由:${reason}
It corrects that evaluation, which stays on record. The order's leaf in ledger.json says so too (correctsId).
`;

/** What stands in a package for whoever opens it. */
export function packageReadme(
  evaluation: { id: string; name: string; corrects: Corrected | null },
  unitId: string | null,
  keyId: string,
): string {
  return `${evaluation.name}${unitId === null ? '' : ` (${unitId})`} ${evaluation.id}
${evaluation.corrects ? correction(evaluation.corrects) : ''}
核验方法(离线,不需要本系统):
  node verify.mjs 本压缩包     或     python3 verify.py 本压缩包
输出以 OK 开头即全部相符;否则每行一处不符:种类、位置、应为、实为。
verify.mjs 与 verify.py 请从可信的来源取得,不要用随包送来的。签名密钥编号为 ${keyId},请与纸质报告或纪检、司法部门留存的编号核对,
并用 --key 编号 指定;有见证方留存的校验单时,用 --checkpoint 文件 一并核对。佐证材料原件(材料包解压后的文件夹)可作为第二个参数。

How to check (offline, without the program):
  node verify.mjs THIS.zip     or     python3 verify.py THIS.zip
An answer that begins with OK: everything fits. Otherwise one line per finding: kind, place, expected, found.
Take the verifiers from a source you trust, not from whoever sent the package. The signing key is ${keyId}: compare it with
the one on paper and give it by --key; a note that a witness kept is compared by --checkpoint FILE. A folder with the
evidence files, such as an unpacked dossier, may be given as second argument.

What is in here, byte by byte: docs/package-format.md.
`;
}
