import { defineEntity, p } from '@mikro-orm/core';
import { roles, type Role } from '@yardstick/domain/roles';
import { randomUUID } from 'node:crypto';

const UserSchema = defineEntity({
  name: 'User',
  tableName: 'app_user',
  properties: {
    id: p.uuid().primary(),
    username: p.string(),
    name: p.string(),
    role: p.enum([...roles]).$type<Role>(),
    unitId: p.string(),
    email: p.string().nullable(),
    locale: p.string().$type<'zh-CN' | 'en'>(),
    passwordHash: p.string(),
    mustChangePassword: p.boolean(),
    isActive: p.boolean(),
    version: p.integer().version(),
  },
});

export class User extends UserSchema.class {
  /** Still without a password: one is given or chosen before the account is stored. */
  constructor(facts: { username: string; name: string; role: Role; unitId: string; email: string | null }) {
    super();
    this.id = randomUUID();
    Object.assign(this, facts);
    this.locale = 'zh-CN';
    this.mustChangePassword = true;
    this.isActive = true;
  }

  /** Sets the first password of the holder's own choosing, or a new one. */
  choosePassword(passwordHash: string): void {
    this.passwordHash = passwordHash;
    this.mustChangePassword = false;
  }

  /** Gives a password that the holder must change at the next sign-in. */
  givePassword(passwordHash: string): void {
    this.passwordHash = passwordHash;
    this.mustChangePassword = true;
  }

  /** The role that goes with a post, or that of the unit's staff after one. */
  takeRole(role: Role): void {
    this.role = role;
  }

  deactivate(): void {
    this.isActive = false;
  }
}
UserSchema.setClass(User);
