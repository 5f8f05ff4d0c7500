import type { Role } from '../../graphql/types.generated.ts';

export const roles: Role[] = [
  'LEADER',
  'OFFICE_CHIEF',
  'OFFICE_STAFF',
  'UNIT_HEAD',
  'UNIT_LIAISON',
  'UNIT_STAFF',
  'SYS_ADMIN',
  'AUDIT_ADMIN',
];
