package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"

	"traject/app"
)

// Sessies is where sessions are kept for all instances. Sleutel is a print of the token:
// whoever reads what is kept cannot take over a session with it.
type Sessies interface {
	LeesSessie(ctx context.Context, sleutel string) ([]byte, error)
	BewaarSessie(ctx context.Context, sleutel, gebruiker string, tot time.Time, inhoud []byte) error
	WisSessie(ctx context.Context, sleutel string) error
	LogOveralUit(ctx context.Context, gebruiker string) (int, error)
}

// sessieopslag is the store of scs in the shape of the house. Every request reads its
// session, so that logging out holds at once on every instance; only a change is written.
type sessieopslag struct {
	bij   Sessies
	codec scs.Codec
}

var _ scs.CtxStore = (*sessieopslag)(nil)

func afdruk(token string) string {
	som := sha256.Sum256([]byte(token))
	return hex.EncodeToString(som[:])
}

// FindCtx gives what is kept of a session.
func (o *sessieopslag) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	b, err := o.bij.LeesSessie(ctx, afdruk(token))
	if errors.Is(err, app.ErrNietGevonden) {
		return nil, false, nil
	}
	return b, err == nil, err
}

// CommitCtx keeps a session until it ends.
func (o *sessieopslag) CommitCtx(ctx context.Context, token string, b []byte, tot time.Time) error {
	_, waarden, err := o.codec.Decode(b)
	if err != nil {
		return fmt.Errorf("reading a session that is to be kept: %w", err)
	}
	return o.bij.BewaarSessie(ctx, afdruk(token), gebruikerVan(waarden), tot, b)
}

// gebruikerVan says whose session this is, so that all of someone's can end at once.
func gebruikerVan(waarden map[string]any) string {
	var wie app.Wie
	if b, ok := waarden[sleutelWie].([]byte); ok && json.Unmarshal(b, &wie) == nil {
		return wie.Gebruiker
	}
	als, ok := waarden[sleutelAls].(string)
	if !ok {
		return ""
	}
	return als
}

// DeleteCtx ends a session.
func (o *sessieopslag) DeleteCtx(ctx context.Context, token string) error {
	return o.bij.WisSessie(ctx, afdruk(token))
}

// Find, Commit and Delete complete the shape; scs calls those with a context.
func (o *sessieopslag) Find(token string) ([]byte, bool, error) {
	return o.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (o *sessieopslag) Commit(token string, b []byte, tot time.Time) error {
	return o.CommitCtx(context.Background(), token, b, tot)
}

// Delete is DeleteCtx without a context.
func (o *sessieopslag) Delete(token string) error { return o.DeleteCtx(context.Background(), token) }
