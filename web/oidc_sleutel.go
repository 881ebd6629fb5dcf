package web

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"golang.org/x/oauth2"
)

// Inlogsleutel is a private key with which traject proves to the provider who it is
// (private_key_jwt, RFC 7523). No secret goes over the line then.
type Inlogsleutel struct {
	teken jose.Signer
	// ID is how the provider knows the public half; it stands in every proof.
	ID string
}

// kleinsteRSA is the shortest RSA key, in bits, that counts as safe.
const kleinsteRSA = 2048

// NieuweInlogsleutel takes an RSA key, or an elliptic one on P-256. An empty id is the
// thumbprint of the key (RFC 7638).
func NieuweInlogsleutel(sleutel crypto.Signer, id string) (*Inlogsleutel, error) {
	var alg jose.SignatureAlgorithm
	switch k := sleutel.(type) {
	case *rsa.PrivateKey:
		if alg = jose.RS256; k.N.BitLen() < kleinsteRSA {
			return nil, fmt.Errorf("an RSA key of %d bits is too short", k.N.BitLen())
		}
	case *ecdsa.PrivateKey:
		if alg = jose.ES256; k.Curve != elliptic.P256() {
			return nil, errors.New("an elliptic key has to be on P-256")
		}
	default:
		return nil, errors.New("the key is neither RSA nor P-256")
	}
	j := jose.JSONWebKey{Key: sleutel, KeyID: id}
	if id == "" {
		som, err := j.Thumbprint(crypto.SHA256)
		if err != nil {
			return nil, fmt.Errorf("taking the print of the key: %w", err)
		}
		j.KeyID = base64.RawURLEncoding.EncodeToString(som)
	}
	teken, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: j}, (&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return nil, fmt.Errorf("using the key: %w", err)
	}
	return &Inlogsleutel{teken, j.KeyID}, nil
}

// bewijsDuurt is how long a proof holds. It is used at once, and once.
const bewijsDuurt = time.Minute

// klokverschil is how far the clock of the provider may be behind ours: a proof "of the
// future" is refused, and two machines never agree to the second.
const klokverschil = 30 * time.Second

// bewijs gives what has to go along when a code is exchanged.
func (i *Inlogsleutel) bewijs(client, tokenadres string, nu time.Time) ([]oauth2.AuthCodeOption, error) {
	t, err := jwt.Signed(i.teken).Claims(jwt.Claims{Issuer: client, Subject: client, Audience: jwt.Audience{tokenadres}, ID: rand.Text(),
		IssuedAt: jwt.NewNumericDate(nu.Add(-klokverschil)), NotBefore: jwt.NewNumericDate(nu.Add(-klokverschil)), Expiry: jwt.NewNumericDate(nu.Add(bewijsDuurt))}).Serialize()
	if err != nil {
		return nil, fmt.Errorf("signing the proof: %w", err)
	}
	return []oauth2.AuthCodeOption{oauth2.SetAuthURLParam("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
		oauth2.SetAuthURLParam("client_assertion", t)}, nil
}
