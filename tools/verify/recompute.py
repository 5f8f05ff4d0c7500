"""python3 recompute.py FILE: for many schemes with inputs (JSON, one per line), SHA-256 of the canonical result per line, or
what verify.py finds wrong with them. It drives the verifier for tests; a package is checked by verify.py alone.
"""
import json
import sys

sys.dont_write_bytecode = True
import verify  # noqa: E402


def recomputed(case):
    scheme, inputs, findings = case['scheme'], case['inputs'], verify.Findings()
    shapes = [('#/scheme', verify.SCHEME, scheme), ('#/inputs', [verify.INPUTS], inputs)]
    if all([verify.check_shape(findings, place, shape, value) for place, shape, value in shapes]):
        if verify.check_scheme(findings, '#/scheme', scheme):
            verify.check_inputs(findings, '#/inputs', scheme, inputs)
    if findings.lines:
        return json.dumps(findings.lines, ensure_ascii=False, separators=(',', ':'))
    result, _ = verify.evaluate(scheme, inputs)
    return verify.sha256(verify.canonical(result).encode('utf-8')).hex()


with open(sys.argv[1], encoding='utf-8') as cases:
    sys.stdout.reconfigure(encoding='utf-8', newline='\n')
    for line in cases:
        print(recomputed(json.loads(line)))
