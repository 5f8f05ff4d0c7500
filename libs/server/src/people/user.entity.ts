import { defineEntity, p } from '@mikro-orm/core';
import type { Addresses, PersonalChannel } from '@yardstick/domain/channel';
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
    mobile: p.string().nullable(),
    wecomId: p.string().nullable(),
    dingtalkId: p.string().nullable(),
    preferredChannel: p.string().$type<PersonalChannel>().nullable(),
    mutedKinds: p.json<string[]>(),
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
    this.mobile = null;
    this.wecomId = null;
    this.dingtalkId = null;
    this.preferredChannel = null;
    this.mutedKinds = [];
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

  /** Where, and by which channel, this person is told. */
  reachAt(addresses: Addresses, preferredChannel: PersonalChannel | null): void {
    Object.assign(this, addresses);
    this.preferredChannel = preferredChannel;
  }

  mute(kinds: readonly string[]): void {
    this.mutedKinds = [...new Set(kinds)].sort();
  }

  deactivate(): void {
    this.isActive = false;
  }
}
UserSchema.setClass(User);
