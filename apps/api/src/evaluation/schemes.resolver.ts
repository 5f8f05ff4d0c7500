import type { Context } from '@yardstick/server/context';
import { publishScheme } from '@yardstick/server/evaluation/schemes/publish-scheme';
import { rehearseScheme } from '@yardstick/server/evaluation/schemes/rehearse-scheme';
import { saveSchemeDraft } from '@yardstick/server/evaluation/schemes/save-scheme-draft';
import { canDraftScheme, canRehearseScheme } from '@yardstick/server/evaluation/schemes/scheme.policy';
import {
  publishedScheme,
  schemeDifferences,
  schemeDraft,
  schemeRegister,
  schemeTemplates,
} from '@yardstick/server/evaluation/schemes/schemes.queries';
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import {
  PublishedSchemeType,
  PublishSchemeInput,
  RehearsalPayload,
  RehearseSchemeInput,
  SaveSchemeDraftInput,
  SchemeDifferenceType,
  SchemeDraftType,
  SchemeRowType,
  SchemeTemplateType,
  SchemeVersionPayload,
} from './schemes.types.ts';

@Resolver()
export class SchemesResolver {
  @Rule('everyone who is signed in; of drafts, those who see them (canRehearseScheme)')
  @Query(() => [SchemeRowType])
  schemeRegister(@Ctx() context: Context): Promise<object[]> {
    return schemeRegister(context);
  }

  @Rule('everyone who is signed in: one ruler for everyone, and anyone can check the ruler')
  @Query(() => PublishedSchemeType, { nullable: true })
  publishedScheme(
    @Ctx() context: Context,
    @Arg('code', () => String) code: string,
    @Arg('version', () => Int, { nullable: true, description: 'the newest if not said' }) version: number | null,
  ): Promise<object | null> {
    return publishedScheme(context, code, version ?? null);
  }

  @Rule('everyone who is signed in: one ruler for everyone, and anyone can check the ruler')
  @Query(() => [SchemeDifferenceType], { nullable: true })
  schemeDifferences(
    @Ctx() context: Context,
    @Arg('code', () => String) code: string,
    @Arg('from', () => Int) from: number,
    @Arg('to', () => Int) to: number,
  ): Promise<object[] | null> {
    return schemeDifferences(context, code, from, to);
  }

  @Rule('office and leading group (canRehearseScheme)')
  @Query(() => SchemeDraftType, { nullable: true })
  schemeDraft(@Ctx() context: Context, @Arg('code', () => String) code: string): Promise<object | null> {
    allow(context, canRehearseScheme);
    return schemeDraft(context, code);
  }

  @Rule('the office (canDraftScheme)')
  @Query(() => [SchemeTemplateType])
  schemeTemplates(@Ctx() context: Context): Promise<object[]> {
    allow(context, canDraftScheme);
    return schemeTemplates(context);
  }

  @Rule('office and leading group (canRehearseScheme); keeps nothing')
  @Query(() => RehearsalPayload)
  rehearseScheme(
    @Ctx() context: Context,
    @Arg('input', () => RehearseSchemeInput) input: RehearseSchemeInput,
  ): Promise<object> {
    allow(context, canRehearseScheme);
    return payload(
      context,
      rehearseScheme(context, input).then(rehearsal => ({ rehearsal })),
    );
  }

  @Rule('the office (canDraftScheme)')
  @Mutation(() => SchemeVersionPayload)
  saveSchemeDraft(
    @Ctx() context: Context,
    @Arg('input', () => SaveSchemeDraftInput) input: SaveSchemeDraftInput,
  ): Promise<object> {
    return payload(context, saveSchemeDraft(context, input));
  }

  @Rule('the office chief (canPublishScheme)')
  @Mutation(() => SchemeVersionPayload)
  publishScheme(
    @Ctx() context: Context,
    @Arg('input', () => PublishSchemeInput) input: PublishSchemeInput,
  ): Promise<object> {
    return payload(context, publishScheme(context, input));
  }
}
