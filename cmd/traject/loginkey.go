package main

import (
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"

	"traject/web"
)

// loginKey reads the private key with which traject proves itself to the login service;
// nil when a secret does that.
func (l loginSettings) loginKey() (*web.Inlogsleutel, error) {
	if l.KeyFile == "" {
		return nil, nil
	}
	b, err := os.ReadFile(l.KeyFile)
	if err != nil {
		return nil, fault(err, "TRAJECT_OIDC_SLEUTELBESTAND %s is niet te lezen (%s).", l.KeyFile, reason(err))
	}
	signer, err := privateKey(b)
	if err != nil {
		return nil, fault(err, "TRAJECT_OIDC_SLEUTELBESTAND %s bevat geen geheime sleutel (PEM).", l.KeyFile)
	}
	key, err := web.NieuweInlogsleutel(signer, l.KeyID)
	if err != nil {
		return nil, fault(err, "de sleutel in TRAJECT_OIDC_SLEUTELBESTAND %s is niet te gebruiken. Neem RSA van minstens 2048 bits, of P-256.", l.KeyFile)
	}
	return key, nil
}

// privateKey reads the forms in which openssl writes a key.
func privateKey(text []byte) (crypto.Signer, error) {
	for {
		var block *pem.Block
		if block, text = pem.Decode(text); block == nil {
			return nil, errors.New("no private key in the file")
		}
		switch block.Type {
		case "RSA PRIVATE KEY":
			return x509.ParsePKCS1PrivateKey(block.Bytes)
		case "EC PRIVATE KEY":
			return x509.ParseECPrivateKey(block.Bytes)
		case "PRIVATE KEY":
			k, err := x509.ParsePKCS8PrivateKey(block.Bytes)
			if err != nil {
				return nil, err
			}
			if s, ok := k.(crypto.Signer); ok {
				return s, nil
			}
			return nil, errors.New("this kind of key cannot sign")
		}
	}
}
